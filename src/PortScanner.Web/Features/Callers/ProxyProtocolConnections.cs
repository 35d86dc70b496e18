using System.Buffers;
using System.Net;

using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Takes the PROXY header off each connection before TLS or HTTP sees it, and leaves a <see cref="ProxyHeader"/> among the connection's
/// features. A connection that is no proxy's, or does not begin so, is closed: nothing that it says could be understood.
/// </summary>
internal sealed class ProxyProtocolConnections(ForwardingSettings settings, ForwardingLog log, TimeProvider timeProvider)
{
    // A proxy sends it at once, in the first segment.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Handles a connection.</summary>
    public async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var fault = settings.WhyNoProxy((connection.RemoteEndPoint as IPEndPoint)?.Address, connection.Features.Get<IConnectionSocketFeature>()?.Socket)
            ?? await ReadAsync(connection);
        if (fault is null)
        {
            await next(connection);
            return;
        }

        log.Refused(fault);
        connection.Abort();
    }

    private async Task<ForwardingFault?> ReadAsync(ConnectionContext connection)
    {
        using var timeout = new CancellationTokenSource(Timeout, timeProvider);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, connection.ConnectionClosed);
        try
        {
            while (true)
            {
                var result = await connection.Transport.Input.ReadAsync(waiting.Token);
                var status = Read(connection, result.Buffer);
                if (status != ProxyHeaderStatus.Incomplete || result.IsCompleted)
                {
                    return status == ProxyHeaderStatus.Read ? null : ForwardingFault.NoProxyHeader;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return timeout.IsCancellationRequested ? ForwardingFault.LateProxyHeader : ForwardingFault.NoProxyHeader;
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            return ForwardingFault.NoProxyHeader;
        }
    }

    private ProxyHeaderStatus Read(ConnectionContext connection, ReadOnlySequence<byte> buffer)
    {
        var beginning = buffer.Slice(0, Math.Min(buffer.Length, ProxyHeader.LongestBytes));
        var status = ProxyHeader.Read(
            beginning.IsSingleSegment ? beginning.FirstSpan : beginning.ToArray(), settings.ProxyProtocol, out var header, out var length);
        connection.Transport.Input.AdvanceTo(buffer.GetPosition(length), status == ProxyHeaderStatus.Read ? buffer.GetPosition(length) : buffer.End);
        if (status == ProxyHeaderStatus.Read)
        {
            connection.Features.Set(header);
        }

        return status;
    }
}
