using System.Globalization;
using System.Runtime.InteropServices;

using PortScanner.Engine.Udp;

namespace PortScanner.Engine.Capture;

/// <summary>
/// The one capture of the process: libpcap on all interfaces, on a thread of its own. It is what makes silence worth anything, so
/// it counts what it lost, and says when it has looked at everything that came before a moment.
/// </summary>
public sealed unsafe class PacketCapture : IDisposable
{
    // A reply of a UDP service must be whole to be recognised; no probe asks for more than one unfragmented packet.
    private const int SnapshotLength = 2048;

    // How long the kernel may gather packets before it hands them over, in milliseconds: 0.7 ms of delay for 0.1 µs a packet.
    private const int BlockTimeout = 1;

    // How long a poll without packets lasts: the time that the last look before "silence" can take, in milliseconds.
    private const int PollTimeout = 20;

    private static readonly TimeSpan ReopenDelay = TimeSpan.FromSeconds(1);

    private readonly IPacketHandler _handler;
    private readonly TimeProvider _timeProvider;
    private readonly CaptureClock _clock;
    private readonly string _filter;
    private readonly int _bufferBytes;
    private readonly Lock _handleLock = new();
    private readonly Thread _thread;
    private nint _handle;
    private uint _droppedByHandle;
    private long _losses;
    private long _lookedAt;
    private long _packetCount;
    private volatile bool _isRunning;
    private volatile bool _isStopping;

    /// <summary>Opens the capture; <see cref="Start"/> begins to deliver.</summary>
    /// <param name="handler">Who takes the packets.</param>
    /// <param name="sourcePorts">The scanner's source ports; only answers to them, and ICMP, are captured.</param>
    /// <param name="bufferBytes">The kernel's ring, in bytes; 8 MiB hold about 32,000 packets.</param>
    /// <param name="timeProvider">The clock of <see cref="HasLookedSince"/>.</param>
    /// <exception cref="EngineStartException">libpcap is missing, or the right to capture.</exception>
    public PacketCapture(IPacketHandler handler, PortRange sourcePorts, int bufferBytes, TimeProvider timeProvider)
    {
        _handler = handler;
        _timeProvider = timeProvider;
        _clock = new CaptureClock(timeProvider);
        _bufferBytes = bufferBytes;
        _filter = Filter(sourcePorts);
        _thread = new Thread(Run) { Name = "capture", IsBackground = true };
        try
        {
            Open();
        }
        catch (DllNotFoundException e)
        {
            throw EngineStartException.LibPcapMissing(e);
        }
    }

    /// <summary>Whether packets are being captured now.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>How many packets were delivered.</summary>
    public long PacketCount => Volatile.Read(ref _packetCount);

    /// <summary>Begins to deliver packets.</summary>
    public void Start() => _thread.Start();

    /// <summary>How many packets were lost until now, a stop of the capture counting as one. Only its change has a meaning.</summary>
    public long ReadLossCount()
    {
        lock (_handleLock)
        {
            CountDrops();
            return _losses;
        }
    }

    /// <summary>Whether every packet that the kernel had by <paramref name="timestamp"/> (of the time provider) was handled.</summary>
    public bool HasLookedSince(long timestamp) => Volatile.Read(ref _lookedAt) > timestamp;

    /// <inheritdoc />
    public void Dispose()
    {
        _isStopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        Close();
    }

    private static string Filter(PortRange ports)
    {
        var fixedPorts = string.Concat(UdpProbes.FixedReplyPorts.Select(port => string.Create(CultureInfo.InvariantCulture, $" or udp dst port {port}")));

        // "dst portrange" does not look behind IPv6 extension headers, so packets with one are let through and read by the program.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dst portrange {ports.First}-{ports.Last}{fixedPorts} or icmp or icmp6 or (ip6 and (ip6[6] = 0 or ip6[6] = 43 or ip6[6] = 44 or ip6[6] = 60))");
    }

    [UnmanagedCallersOnly]
    private static void OnRecord(nint user, LibPcap.PacketRecord* record, byte* data)
    {
        var capture = (PacketCapture)GCHandle.FromIntPtr(user).Target!;
        var frame = new ReadOnlySpan<byte>(data, (int)record->CapturedLength);
        if (LinuxCookedHeader.TryGetIncomingPacket(frame, out var packet))
        {
            var capturedAt = capture._clock.SteadyOf(((long)record->Seconds * 1_000_000) + record->Microseconds);
            Volatile.Write(ref capture._packetCount, capture._packetCount + 1);
            capture._handler.OnPacket(packet, capturedAt, LinuxCookedHeader.IsLoopback(frame));
        }
    }

    private void Run()
    {
        var self = GCHandle.Alloc(this);
        try
        {
            while (!_isStopping)
            {
                // Without a handle the last attempt to reopen failed, and there is nothing that libpcap could be asked.
                if (_handle == 0 || !DeliverOnce(GCHandle.ToIntPtr(self)))
                {
                    Reopen();
                }
            }
        }
        finally
        {
            self.Free();
        }
    }

    /// <summary>Waits for packets and hands over all there are.</summary>
    /// <returns>False if the capture failed.</returns>
    private bool DeliverOnce(nint self)
    {
        var descriptor = new LibPcap.PollDescriptor { FileDescriptor = LibPcap.GetSelectableFileDescriptor(_handle), Events = 1 };
        _ = LibPcap.Poll(&descriptor, 1, PollTimeout);

        // A block of the ring can be up to BlockTimeout old before poll reports it.
        var before = _timeProvider.GetTimestamp() - (_timeProvider.TimestampFrequency * 2 * BlockTimeout / 1000);

        // "-1" hands over one buffer at a time; only an empty one proves that nothing older waits. Were each buffer followed by a
        // poll, the next would always have filled in the meantime when packets come steadily, and no silence would ever be proved.
        int count;
        do
        {
            count = LibPcap.Dispatch(_handle, -1, &OnRecord, self);
        }
        while (count > 0 && !_isStopping);

        if (count < 0)
        {
            return false;
        }

        if (count == 0)
        {
            Volatile.Write(ref _lookedAt, before);
        }

        return true;
    }

    private void Reopen()
    {
        Close();
        Interlocked.Increment(ref _losses);
        Thread.Sleep(ReopenDelay);
        try
        {
            Open();
        }
        catch (EngineStartException)
        {
            // Still not to be had; the loop comes back here, and scans end as "unknown" meanwhile.
            _isRunning = false;
        }
    }

    private void Open()
    {
        var errors = stackalloc byte[LibPcap.ErrorBufferSize];
        var handle = LibPcap.Create("any", errors);
        if (handle == 0)
        {
            throw EngineStartException.CaptureFailed(Text(errors));
        }

        _ = LibPcap.SetSnapshotLength(handle, SnapshotLength);
        _ = LibPcap.SetTimeout(handle, BlockTimeout);
        _ = LibPcap.SetBufferSize(handle, _bufferBytes);
        var status = LibPcap.Activate(handle);
        LibPcap.BpfProgram program;
        if (status == LibPcap.ErrorPermissionDenied)
        {
            LibPcap.Close(handle);
            throw EngineStartException.RightMissing();
        }

        if (status < 0
            || LibPcap.SetDataLink(handle, LibPcap.LinkTypeLinuxCookedV2) < 0
            || LibPcap.SetNonBlocking(handle, 1, errors) < 0
            || LibPcap.Compile(handle, &program, _filter) < 0)
        {
            var message = Text(LibPcap.GetError(handle));
            LibPcap.Close(handle);
            throw EngineStartException.CaptureFailed(message);
        }

        var filtered = LibPcap.SetFilter(handle, &program);
        LibPcap.FreeCode(&program);
        if (filtered < 0)
        {
            var message = Text(LibPcap.GetError(handle));
            LibPcap.Close(handle);
            throw EngineStartException.CaptureFailed(message);
        }

        // What this machine sends is of no interest, and copying each probe for the capture is a tenth of the cost of sending it. A kernel
        // that does not know the option goes on copying.
        var ignore = 1;
        _ = LibPcap.SetSocketOption(
            LibPcap.GetSelectableFileDescriptor(handle), LibPcap.PacketLevel, LibPcap.IgnoreOutgoing, &ignore, sizeof(int));

        lock (_handleLock)
        {
            _handle = handle;
            _droppedByHandle = 0;
            _isRunning = true;
        }
    }

    private void Close()
    {
        lock (_handleLock)
        {
            if (_handle != 0)
            {
                CountDrops();
                LibPcap.Close(_handle);
                _handle = 0;
            }

            _isRunning = false;
        }
    }

    private void CountDrops()
    {
        LibPcap.Statistics statistics;
        if (_handle != 0 && LibPcap.GetStatistics(_handle, &statistics) == 0)
        {
            Interlocked.Add(ref _losses, statistics.DroppedByKernel - _droppedByHandle);
            _droppedByHandle = statistics.DroppedByKernel;
        }
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;
}
