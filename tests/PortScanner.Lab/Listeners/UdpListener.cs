using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners;

/// <summary>Serves one UDP service on both families.</summary>
public sealed class UdpListener : IDisposable
{
    private readonly IUdpService _service;
    private readonly Socket _socket;
    private readonly Socket _otherPort;
    private readonly Thread _thread;

    internal UdpListener(NetworkNamespace host, IUdpService service)
    {
        _service = service;
        _socket = host.Run(() => Bound(service.Port));
        _otherPort = host.Run(() => Bound(0));
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Closes the port.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        _otherPort.Dispose();
        _thread.Join();
    }

    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true };
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
        return socket;
    }

    private void Serve()
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(IPAddress.IPv6Any, 0);
                var length = _socket.ReceiveFrom(buffer, ref from);
                if (_service.Answer(buffer.AsSpan(0, length)) is { } answer)
                {
                    var asker = (IPEndPoint)from;
                    var to = new IPEndPoint(asker.Address, _service.AnswersToPort ?? asker.Port);
                    for (var i = 0; i < _service.AnswersEach; i++)
                    {
                        (_service.AnswersFromOtherPort ? _otherPort : _socket).SendTo(answer, to);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The port was closed.
        }
    }
}
