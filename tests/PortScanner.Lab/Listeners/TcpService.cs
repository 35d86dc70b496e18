using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners;

/// <summary>A TCP port that is open on both families. The kernel answers a SYN by itself; nobody needs to accept.</summary>
public sealed class TcpService : IDisposable
{
    private readonly TcpListener _listener;

    /// <summary>Opens the port.</summary>
    public TcpService(NetworkNamespace host, int port) =>
        _listener = host.Run(() =>
        {
            var listener = new TcpListener(IPAddress.IPv6Any, port);
            listener.Server.DualMode = true;
            listener.Start();
            return listener;
        });

    /// <summary>Closes the port.</summary>
    public void Dispose() => _listener.Dispose();
}
