using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PortScanner.Web.Features.Forgetting;

/// <summary>
/// Visits of the program to its own endpoints. A socket that listens keeps the address of who came last until somebody else comes, and so does what the
/// server sent his answer with, of which it has a few in turn. The framework has no other way to have them written over.
/// </summary>
internal sealed class OwnVisits(IServer server)
{
    // More than there are queues, each with what it sends with; a visitor after the other leaves one there, many at once leave several.
    private const int Visits = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Answered by the server itself, with 400 and the end of the connection: a request must name a host (RFC 9112 section 3.2).
    private static readonly byte[] Request = "GET / HTTP/1.1\r\n\r\n"u8.ToArray();

    /// <summary>Asks each endpoint for something that there is not.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        foreach (var url in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var place = BindingAddress.Parse(url);
            if (place.IsUnixPipe)
            {
                continue;
            }

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timeout.CancelAfter(Timeout);
            try
            {
                for (var visit = 0; visit < Visits; visit++)
                {
                    await VisitAsync(AddressOf(place.Host), place.Port, timeout.Token);
                }
            }
            catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Who else keeps it from being reached, such as a firewall, keeps the address there until the next visitor comes.
            }
        }
    }

    private static async Task VisitAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, port, cancellationToken);
        await socket.SendAsync(Request, cancellationToken);
        var answer = new byte[1024];
        while (await socket.ReceiveAsync(answer, cancellationToken) > 0)
        {
        }
    }

    private static IPAddress AddressOf(string host) =>
        !IPAddress.TryParse(host, out var address) || address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : address;
}
