using System.Net;
using System.Net.Sockets;

using PortScanner.Engine.Packets;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>
/// The visitor's end of the wire, looked at by other means than the engine's (packet(7)): which probes came to each port, and which answers left. So it
/// is known on which stretch a packet was lost. It also rejects what comes to a port that does so.
/// </summary>
internal sealed class VisitorWire : IDisposable
{
    // ETH_P_ALL in network order: of both families, and in both directions.
    private const int AllProtocols = 0x0300;
    private const int LongestPacket = 65536;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly Socket _tap = new(AddressFamily.Packet, SocketType.Dgram, (ProtocolType)AllProtocols);
    private readonly Dictionary<AddressFamily, Socket> _rejectors = [];
    private readonly Dictionary<(AddressFamily, ushort), (PortTruth Truth, PortTraffic Traffic)> _ports = [];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    /// <summary>Begins to look, in the namespace of the calling thread.</summary>
    /// <param name="sides">The ports, by family.</param>
    /// <exception cref="SocketException">The right is missing.</exception>
    public VisitorWire(IReadOnlyList<VisitorPorts> sides)
    {
        foreach (var side in sides)
        {
            var family = side.Address.AddressFamily;
            var rejector = new Socket(family, SocketType.Raw, family == AddressFamily.InterNetworkV6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
            rejector.Bind(new IPEndPoint(side.Address, 0));
            _rejectors.Add(family, rejector);
            foreach (var port in side.Ports)
            {
                _ports.Add((family, port.Number), (port.Truth, new PortTraffic()));
            }
        }

        _thread = new Thread(Run) { Name = "visitor", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What was seen of a port.</summary>
    public PortTraffic Of(AddressFamily family, KnownPort port) => _ports[(family, port.Number)].Traffic;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _tap.Dispose();
        foreach (var rejector in _rejectors.Values)
        {
            rejector.Dispose();
        }
    }

    private void Run()
    {
        var buffer = new byte[LongestPacket];
        while (!_isStopping)
        {
            if (_tap.Poll(Look, SelectMode.SelectRead))
            {
                Take(buffer.AsSpan(0, _tap.Receive(buffer)));
            }
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (!IpPacket.TryParse(bytes, out var packet) || packet.Protocol != IpProtocol.Tcp || !TcpHeader.TryParse(packet.Payload, out var header))
        {
            return;
        }

        var family = packet.IsIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        if (header.ControlBits == TcpControlBits.Syn && _ports.TryGetValue((family, header.DestinationPort), out var asked))
        {
            var segment = packet.Payload[..Math.Min(packet.PayloadLength, packet.Payload.Length)];
            var sum = InternetChecksum.PseudoHeaderSum(packet.Source, packet.Destination, IpProtocol.Tcp, segment.Length);
            asked.Traffic.NoteProbe(isDamaged: InternetChecksum.Compute(segment, sum) != 0);
            if (asked.Truth == PortTruth.Rejecting)
            {
                _rejectors[family].SendTo(Rejection.Of(bytes), new IPEndPoint(new IPAddress(packet.Source), 0));
                asked.Traffic.NoteAnswer();
            }
        }
        else if (_ports.TryGetValue((family, header.SourcePort), out var answering) && answering.Truth != PortTruth.Rejecting)
        {
            answering.Traffic.NoteAnswer();
        }
    }
}
