using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Proxies.Broken;

/// <summary>Someone at a host who connects, sends something, and goes away in one of several ways.</summary>
internal sealed class BrokenClient(NetworkNamespace host, IPAddress site)
{
    // Some answer while it is there, or it is seen to go while it is read from.
    private static readonly TimeSpan Stay = TimeSpan.FromMilliseconds(300);

    /// <summary>Connects over TCP, sends, and goes.</summary>
    public async Task SendPlainAsync(int port, byte[] request, Departure departure, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await ConnectAsync(port, cancellationToken);
            await using var stream = new NetworkStream(socket);
            await SendAsync(socket, stream, request, departure, cancellationToken);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && port == 80)
        {
            // Some sites have TLS alone.
        }
    }

    /// <summary>Connects over TLS, sends, and goes.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="protocol">The protocol that is asked for; null for none.</param>
    /// <param name="departure">How it goes.</param>
    /// <param name="name">The site's name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task SendTlsAsync(byte[] request, SslApplicationProtocol? protocol, Departure departure, CancellationToken cancellationToken, string name = ProxyFiles.Name)
    {
        using var socket = await ConnectAsync(443, cancellationToken);
        try
        {
            await using var stream = await AuthenticateAsync(socket, protocol, name, cancellationToken);
            await SendAsync(socket, stream, request, departure, cancellationToken);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // A server may hang up at any of this, or have no certificate of that name.
        }
    }

    /// <summary>Connects over TLS, and leaves the rest to the caller.</summary>
    public async Task<SslStream> ConnectTlsAsync(CancellationToken cancellationToken) =>
        await AuthenticateAsync(await ConnectAsync(443, cancellationToken), protocol: null, ProxyFiles.Name, cancellationToken);

    /// <summary>Connects over TCP.</summary>
    public async Task<Socket> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = host.Run(() => new Socket(site.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(site, port, cancellationToken);
        return socket;
    }

    private static async Task<SslStream> AuthenticateAsync(Socket socket, SslApplicationProtocol? protocol, string name, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = name,
                ApplicationProtocols = protocol is { } wanted ? [wanted] : null,

                // The lab's certificate is its own issuer.
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={ProxyFiles.Name}",
            },
            cancellationToken);
        return stream;
    }

    private static async Task SendAsync(Socket socket, Stream stream, byte[] request, Departure departure, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request, cancellationToken);
            if (departure == Departure.Finish)
            {
                socket.Shutdown(SocketShutdown.Send);
            }

            using var stay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stay.CancelAfter(departure == Departure.Never ? Timeout.InfiniteTimeSpan : Stay);
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, stay.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // A server may hang up at any of this, or wait for more.
        }

        if (departure == Departure.Reset)
        {
            socket.LingerState = new LingerOption(enable: true, 0);
            socket.Close();
        }
    }
}
