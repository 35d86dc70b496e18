using System.Net;

using Microsoft.AspNetCore.Connections;

using PortScanner.Web.Features.Callers;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Closes a connection of whoever has as many as one may have, before TLS or HTTP sees it: otherwise one visitor could take all that the server
/// has. A proxy's own are not counted; where it names the visitor before the connection's first byte, that one's are.
/// </summary>
internal sealed class ConnectionLimit(AdmissionOptions options, ForwardingSettings forwarding, RecentVisits visits)
{
    private readonly ConnectionsAtOnce _open = new(options.ConnectionsPerAddress, options.ConnectionsPerSite);

    /// <summary>Handles a connection.</summary>
    public async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (VisitorOf(connection) is not { } visitor)
        {
            await next(connection);
            return;
        }

        if (!_open.TryBegin(visitor, out var held))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _open.End(held);
            if (!IPAddress.IsLoopback(visitor) && !visitor.Equals((connection.LocalEndPoint as IPEndPoint)?.Address))
            {
                visits.Note();
            }
        }
    }

    // Null for a proxy that speaks for itself, or for many.
    private IPAddress? VisitorOf(ConnectionContext connection)
    {
        if (connection.Features.Get<ProxyHeader>() is { } header)
        {
            return header.Source;
        }

        var peer = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        return peer is null || (forwarding.IsOn && forwarding.WhyNoProxy(peer, socket: null) is null) ? null : peer;
    }
}

/// <summary>Sets the limit.</summary>
internal static class ConnectionLimitFeature
{
    /// <summary>Has each endpoint that visitors come to keep the limit.</summary>
    public static void AddConnectionLimit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ConnectionLimit>();
        builder.AddEndpointDefault((services, endpoint) =>
            endpoint.Use(next => connection => services.GetRequiredService<ConnectionLimit>().HandleAsync(connection, next)));
    }
}
