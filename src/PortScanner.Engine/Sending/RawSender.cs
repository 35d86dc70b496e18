using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Engine.Clock;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Sending;

/// <summary>
/// A raw socket of one family, bound to one source address, with a batch of packets for sendmmsg. The kernel routes, so that a local
/// firewall's refusal is visible. Used by the sender thread alone.
/// </summary>
internal sealed unsafe class RawSender : IDisposable
{
    /// <summary>The largest packet, in bytes.</summary>
    public const int MaximumPacketLength = 1500;

    // A batch bears one time stamp, taken before its first packet leaves, so a long one would falsify the round-trip times.
    private const int BatchSize = 16;

    private const ProtocolType RawProtocol = (ProtocolType)255;
    private const int SocketAddressLength = 28;
    private const int AddressStride = 32;

    private readonly TimeProvider _timeProvider;
    private readonly IPAddress _source;
    private readonly Socket _socket;
    private readonly byte* _memory;
    private readonly LibC.MessageHeaderWithLength* _messages;
    private readonly LibC.IoVector* _vectors;
    private readonly byte* _addresses;
    private readonly byte* _packets;
    private readonly ISendReport[] _reports = new ISendReport[BatchSize];
    private readonly Send[] _sends = new Send[BatchSize];
    private int _count;

    /// <summary>Opens the socket.</summary>
    /// <param name="source">The source address of all packets.</param>
    /// <param name="timeProvider">The clock of the time stamps.</param>
    /// <exception cref="SocketException">The right is missing, or the address is not this machine's.</exception>
    public RawSender(IPAddress source, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _source = source;
        _socket = new Socket(source.AddressFamily, SocketType.Raw, RawProtocol);
        try
        {
            Bind();
            EnableDropReports(_socket);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        var messagesLength = sizeof(LibC.MessageHeaderWithLength) * BatchSize;
        var vectorsLength = sizeof(LibC.IoVector) * BatchSize;
        const int addressesLength = AddressStride * BatchSize;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)(messagesLength + vectorsLength + addressesLength + (MaximumPacketLength * BatchSize)));
        _messages = (LibC.MessageHeaderWithLength*)_memory;
        _vectors = (LibC.IoVector*)(_memory + messagesLength);
        _addresses = _memory + messagesLength + vectorsLength;
        _packets = _addresses + addressesLength;
        for (var i = 0; i < BatchSize; i++)
        {
            _vectors[i].Base = _packets + (i * MaximumPacketLength);
            _messages[i].Header.Name = _addresses + (i * AddressStride);
            _messages[i].Header.NameLength = source.AddressFamily == AddressFamily.InterNetwork ? 16u : SocketAddressLength;
            _messages[i].Header.Vectors = _vectors + i;
            _messages[i].Header.VectorCount = 1;
        }
    }

    /// <summary>
    /// Binds the socket to its source address. Once more, it asks whether the address is still this machine's: the kernel goes on sending for a
    /// socket whose address has gone.
    /// </summary>
    /// <exception cref="SocketException">The address is not this machine's, or not yet (an IPv6 one that is tentative).</exception>
    public void Bind() => _socket.Bind(new IPEndPoint(_source, 0));

    /// <summary>Where the next packet is to be written; <see cref="Add"/> takes it from there.</summary>
    public Span<byte> NextPacket => new(_packets + (_count * MaximumPacketLength), MaximumPacketLength);

    /// <summary>Takes the packet that stands in <see cref="NextPacket"/> into the batch, and sends the batch if it is full.</summary>
    /// <param name="target">The scan's target.</param>
    /// <param name="length">The packet's length, in bytes.</param>
    /// <param name="send">What it is, as <paramref name="report"/> is told.</param>
    /// <param name="report">Who learns when it leaves, and whether the kernel refused it.</param>
    /// <exception cref="InvalidOperationException">
    /// The packet's destination is not the target. This is the last wall before the wire: no fault above it sends to anyone else.
    /// </exception>
    public void Add(ScanTarget target, int length, Send send, ISendReport report)
    {
        var packet = NextPacket[..length];
        if (!IpPacket.TryParse(packet, out var parsed) || IpAddressBits.Read(parsed.Destination) != IpAddressBits.Of(target.Address))
        {
            throw new InvalidOperationException("A packet was built for another destination than the scan's target; it was not sent.");
        }

        WriteSocketAddress(new Span<byte>(_addresses + (_count * AddressStride), SocketAddressLength), parsed.Destination);
        _vectors[_count].Length = (nuint)length;
        _reports[_count] = report;
        _sends[_count] = send;
        if (++_count == BatchSize)
        {
            Flush();
        }
    }

    /// <summary>Sends what is in the batch.</summary>
    public void Flush()
    {
        var now = _timeProvider.MonotonicMicroseconds();
        for (var i = 0; i < _count; i++)
        {
            _reports[i].OnLeaving(_sends[i], now);
        }

        var sent = 0;
        var triedAgain = -1;
        while (sent < _count)
        {
            var result = LibC.SendMessages((int)_socket.Handle, _messages + sent, (uint)(_count - sent), 0);
            var error = result > 0 ? 0 : Marshal.GetLastPInvokeError();
            if (result > 0)
            {
                sent += result;
            }
            else if (error is not (LibC.Interrupted or LibC.NoBufferSpace) && triedAgain != sent)
            {
                // A socket that learns of drops also learns of ICMP errors that quote its protocol, and fails the next packet for them,
                // whatever it is. Nobody but a mischief-maker has a reason to send such an error; a real refusal comes again.
                triedAgain = sent;
            }
            else if (error != LibC.Interrupted)
            {
                // sendmmsg fails only on the first message that it is given, so the one to blame is known.
                _reports[sent].OnRefused(_sends[sent], error == LibC.MessageTooLong ? SendError.TooLong : SendError.NotSent);
                sent++;
            }
        }

        Forget();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.Free(_memory);
    }

    // Where the last packets went would stand here for as long as nobody else is scanned.
    private void Forget()
    {
        for (var i = 0; i < _count; i++)
        {
            NativeMemory.Clear(_vectors[i].Base, _vectors[i].Length);
        }

        NativeMemory.Clear(_addresses, (nuint)(_count * AddressStride));
        Array.Clear(_reports);
        _count = 0;
    }

    // What is dropped behind the kernel's routing (by an nftables netdev egress hook, or by a full queue of the interface) counts as sent
    // for a raw socket, unless it asks for errors: then the call fails with ENOBUFS (ip(7), IP_RECVERR).
    private static void EnableDropReports(Socket socket)
    {
        var isIpv6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        socket.SetRawSocketOption(
            isIpv6 ? LibC.LevelIpv6 : LibC.LevelIp, isIpv6 ? LibC.ReceiveErrorsIpv6 : LibC.ReceiveErrors, BitConverter.GetBytes(1));
    }

    private static void WriteSocketAddress(Span<byte> address, ReadOnlySpan<byte> destination)
    {
        address.Clear();
        var family = destination.Length == 4 ? LibC.AddressFamilyIpv4 : LibC.AddressFamilyIpv6;
        MemoryMarshal.Write(address, family);
        destination.CopyTo(address[(destination.Length == 4 ? 4 : 8)..]);
    }
}
