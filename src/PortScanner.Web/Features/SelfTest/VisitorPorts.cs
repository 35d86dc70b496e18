using System.Net;
using System.Net.Sockets;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>
/// A port of each truth at one address, and a socket that connects from there as a visitor does. No firewall is needed for it: where the queue of a
/// listening socket is full (listen(2)), the kernel drops what comes, and <see cref="VisitorWire"/> rejects what comes to one of the two that are so.
/// </summary>
internal sealed class VisitorPorts : IDisposable
{
    private const int Backlog = 16;

    // Linux takes one more than it is told.
    private const int ShortestBacklog = 1;

    private readonly List<Socket> _sockets = [];

    /// <summary>Opens them, in the namespace of the calling thread.</summary>
    /// <exception cref="SocketException">The address is not there.</exception>
    public VisitorPorts(IPAddress address)
    {
        Address = address;
        try
        {
            Ports = [.. Enum.GetValues<PortTruth>().Select(Open)];
            Visitor = Bound();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where they are.</summary>
    public IPAddress Address { get; }

    /// <summary>The ports.</summary>
    public IReadOnlyList<KnownPort> Ports { get; }

    /// <summary>Connects from there.</summary>
    public Socket Visitor { get; }

    /// <inheritdoc/>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private KnownPort Open(PortTruth truth)
    {
        var socket = Bound();
        if (truth is PortTruth.Silent or PortTruth.Rejecting)
        {
            Fill(socket);
        }
        else if (truth == PortTruth.Open)
        {
            socket.Listen(Backlog);
        }

        // A closed one is held all the same, so that nobody else listens there meanwhile.
        return new KnownPort(truth, (ushort)((IPEndPoint)socket.LocalEndPoint!).Port);
    }

    private Socket Bound()
    {
        var socket = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        socket.Bind(new IPEndPoint(Address, 0));
        return socket;
    }

    private void Fill(Socket listener)
    {
        listener.Listen(ShortestBacklog);
        for (var queued = 0; queued <= ShortestBacklog; queued++)
        {
            Bound().Connect(listener.LocalEndPoint!);
        }
    }
}
