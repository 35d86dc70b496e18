using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;

namespace PortScanner.Web.Features.Reach;

/// <summary>
/// Listens for ICMP errors about questions to reflectors that others than these send: the kernel says only that a question was refused, and a device
/// on the way says that in a reflector's name. This socket sends nothing.
/// </summary>
internal sealed class PathErrors : IDisposable
{
    private const byte UnreachableV4 = 3;
    private const byte UnreachableV6 = 1;
    private const int IcmpHeaderLength = 8;
    private const int Ipv6HeaderLength = 40;
    private const byte TcpProtocol = 6;
    private const byte UdpProtocol = 17;

    private readonly AddressFamily _family;
    private readonly HashSet<IPAddress> _reflectors;
    private readonly Socket _socket;
    private readonly ConcurrentDictionary<(ProbeProtocol Protocol, ushort Port, IPAddress Reflector), bool> _rejected = new();

    /// <summary>Opens the socket.</summary>
    /// <param name="family">The address family.</param>
    /// <param name="reflectors">Who is asked.</param>
    /// <exception cref="SocketException">The right to it is missing.</exception>
    public PathErrors(AddressFamily family, IEnumerable<IPAddress> reflectors)
    {
        _family = family;
        _reflectors = [.. reflectors];
        _socket = new Socket(family, SocketType.Raw, family == AddressFamily.InterNetwork ? ProtocolType.Icmp : ProtocolType.IcmpV6);
        _socket.Bind(new IPEndPoint(AnyOf(family), 0));
    }

    /// <summary>Whether somebody else refused a question to a reflector since the last <see cref="Forget"/>.</summary>
    public bool WasRejected(ProbeProtocol protocol, ushort port, IPAddress reflector) => _rejected.ContainsKey((protocol, port, reflector));

    /// <summary>Forgets what was refused of a protocol.</summary>
    public void Forget(ProbeProtocol protocol)
    {
        foreach (var question in _rejected.Keys.Where(question => question.Protocol == protocol))
        {
            _rejected.TryRemove(question, out _);
        }
    }

    /// <summary>Listens until it is told to stop.</summary>
    public async Task ListenAsync(CancellationToken stopping)
    {
        var buffer = new byte[2048];
        EndPoint any = new IPEndPoint(AnyOf(_family), 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stopping);
                Take(buffer.AsSpan(0, received.ReceivedBytes), ((IPEndPoint)received.RemoteEndPoint).Address);
            }
            catch (SocketException)
            {
                // A packet that is too long for the buffer is none of these.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    /// <summary>Takes a message, as the socket hands it over: with its header on IPv4, without on IPv6.</summary>
    internal void Take(ReadOnlySpan<byte> packet, IPAddress from)
    {
        var message = _family == AddressFamily.InterNetwork ? Behind(packet, out _) : packet;
        if (message.Length < IcmpHeaderLength || message[0] != (_family == AddressFamily.InterNetwork ? UnreachableV4 : UnreachableV6))
        {
            return;
        }

        var quoted = message[IcmpHeaderLength..];
        if (ReadQuoted(quoted) is { } asked && _reflectors.Contains(asked.To) && !from.Equals(asked.To))
        {
            _rejected[(asked.Protocol, asked.Port, asked.To)] = true;
        }
    }

    private (ProbeProtocol Protocol, ushort Port, IPAddress To)? ReadQuoted(ReadOnlySpan<byte> quoted)
    {
        byte protocol;
        IPAddress to;
        ReadOnlySpan<byte> ports;
        if (_family == AddressFamily.InterNetwork)
        {
            ports = Behind(quoted, out protocol);
            to = quoted.Length >= 20 ? new IPAddress(quoted[16..20]) : IPAddress.None;
        }
        else if (quoted.Length >= Ipv6HeaderLength)
        {
            (protocol, to) = (quoted[6], new IPAddress(quoted[24..40]));
            ports = quoted[Ipv6HeaderLength..];
        }
        else
        {
            return null;
        }

        return ports.Length >= 4 && protocol is TcpProtocol or UdpProtocol
            ? (protocol == TcpProtocol ? ProbeProtocol.Tcp : ProbeProtocol.Udp, BinaryPrimitives.ReadUInt16BigEndian(ports[2..]), to)
            : null;
    }

    private static IPAddress AnyOf(AddressFamily family) => family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;

    // What stands behind an IPv4 header.
    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> packet, out byte protocol)
    {
        var length = packet.Length >= 20 ? (packet[0] & 0x0f) * 4 : int.MaxValue;
        protocol = packet.Length >= 20 ? packet[9] : (byte)0;
        return length <= packet.Length ? packet[length..] : [];
    }
}
