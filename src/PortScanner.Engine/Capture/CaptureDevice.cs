using System.Diagnostics.CodeAnalysis;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;

using PortScanner.Engine.Contract;

using SharpPcap;
using SharpPcap.LibPcap;

namespace PortScanner.Engine.Capture;

/// <summary>
/// SharpPcap's device of all interfaces, for one protocol. Packets are taken from its ring where they lie, since its events make two objects of
/// each; and the kernel itself is asked what it dropped, since SharpPcap 6.3.1 reads that field of libpcap's answer where on 64 bits another one stands.
/// </summary>
/// <param name="any">What libpcap calls "any".</param>
/// <param name="etherType">The protocol.</param>
internal sealed class CaptureDevice(PcapInterface any, ushort etherType) : LibPcapLiveDevice(any)
{
    // SOL_PACKET, and of its options PACKET_STATISTICS, which begins at zero with each look.
    private const int PacketLevel = 263;
    private const int StatisticsSinceLastLook = 6;

    // ETH_P_IP and ETH_P_IPV6.
    private static readonly ushort[] s_families = [0x0800, 0x86DD];

    private static PcapInterface? s_any;

    private Socket? _socket;

    /// <summary>The socket, to wait for packets with; of an open device only.</summary>
    public Socket Socket => _socket ?? throw new InvalidOperationException("The device is not open.");

    /// <summary>A device for each family, not yet open.</summary>
    /// <exception cref="EngineStartException">libpcap is missing, or cannot list the interfaces.</exception>
    public static CaptureDevice[] OfBothFamilies()
    {
        // SharpPcap makes a device out of libpcap's list alone, and the list takes longer than all the rest.
        var any = s_any ??= FindAny();
        return Array.ConvertAll(s_families, etherType => new CaptureDevice(any, etherType));
    }

    /// <summary>Opens it; it takes what this machine's IP gets, and nothing that this machine sends.</summary>
    /// <exception cref="EngineStartException">The right to capture is missing, or libpcap or the kernel failed.</exception>
    public void Open(int snapshotLength, int blockTimeoutMilliseconds, int bufferBytes, string filter)
    {
        try
        {
            Open(new DeviceConfiguration { Mode = DeviceModes.None, Snaplen = snapshotLength, ReadTimeout = blockTimeoutMilliseconds, BufferSize = bufferBytes });
            BindToProtocol();
            NonBlockingMode = true;
            Filter = filter;
        }
        catch (PcapException e) when (e.Error == PcapError.PermissionDenied)
        {
            Close();
            throw EngineStartException.RightMissing();
        }
        catch (Exception e) when (e is PcapException or SocketException)
        {
            // The exception of a failed activation names a number; libpcap has words.
            var words = e is PcapException && Opened && LastError.Length > 0 ? LastError : e.Message;
            Close();
            throw EngineStartException.CaptureFailed(words);
        }
    }

    /// <summary>Takes the next frame out of the ring.</summary>
    /// <returns>1 for a frame, 0 if the ring is empty, a negative number if the capture failed.</returns>
    public unsafe int Next(out CapturedFrame frame)
    {
        nint header = 0, data = 0;
        var status = GetNextPacketPointers(ref header, ref data);
        if (status <= 0)
        {
            frame = default;
            return status;
        }

        var record = (PacketRecord*)header;
        frame = new CapturedFrame
        {
            Bytes = new ReadOnlySpan<byte>((void*)data, (int)record->CapturedLength),
            Length = (int)record->Length,
            StampedAt = (record->Seconds * 1_000_000) + record->Microseconds,
        };
        return status;
    }

    /// <summary>Overwrites a frame that was read: libpcap has copied it, and keeps the copy for as long as no other comes.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The memory is the device's.")]
    public unsafe void Forget(CapturedFrame frame)
    {
        fixed (byte* bytes = frame.Bytes)
        {
            NativeMemory.Clear(bytes, (nuint)frame.Bytes.Length);
        }
    }

    /// <summary>How many packets the kernel dropped since this was last asked.</summary>
    public uint TakeDropCount()
    {
        // struct tpacket_stats_v3: packets, drops, freezes.
        Span<byte> statistics = stackalloc byte[12];
        Socket.GetRawSocketOption(PacketLevel, StatisticsSinceLastLook, statistics);
        return MemoryMarshal.Read<uint>(statistics[4..]);
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _socket?.Dispose();
        _socket = null;
        base.Close();
    }

    private static PcapInterface FindAny()
    {
        try
        {
            return PcapInterface.GetAllPcapInterfaces().Single(device => device.Name == "any");
        }
        catch (DllNotFoundException e)
        {
            throw EngineStartException.LibPcapMissing(e);
        }
        catch (Exception e) when (e is PcapException or NetworkInformationException) // SharpPcap asks .NET for the interfaces too.
        {
            throw EngineStartException.InterfacesNotListed(e.Message);
        }
    }

    // libpcap binds to all protocols, and so sees a packet on each layer that it climbs: on the port and on the bridge, on the slave and on the bond,
    // on the parent and on the macvlan or VLAN. Who binds to one protocol gets it where IP does, which is once; and never what is sent.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The socket disposes of it.")]
    private void BindToProtocol()
    {
        _socket = new Socket(new SafeSocketHandle(FileDescriptor, ownsHandle: false));
        _socket.Bind(new PacketEndPoint(etherType));
    }

    /// <summary><c>struct pcap_pkthdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PacketRecord
    {
        public nint Seconds;
        public nint Microseconds;
        public uint CapturedLength;
        public uint Length;
    }
}
