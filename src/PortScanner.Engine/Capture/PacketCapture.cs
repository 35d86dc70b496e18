using System.Globalization;
using System.Net.Sockets;

using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Memory;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes;

namespace PortScanner.Engine.Capture;

/// <summary>
/// The one capture of the process: libpcap on all interfaces, a ring for each family, on a thread of its own. It is what makes silence worth
/// anything, so it counts what it lost, and says when it has looked at everything that came before a moment.
/// </summary>
public sealed class PacketCapture : IDisposable
{
    // A reply of a UDP service must be whole to be recognised; no probe asks for more than one unfragmented packet.
    private const int SnapshotLength = 2048;

    // How many packets of one family are handed over before the other's turn: about a millisecond's work.
    private const int Turn = 4096;

    // How long the kernel may gather packets before it hands them over and begins the next block of its ring, however empty the last. The 32 blocks
    // of 8 MiB bridge a quarter of a second in which this thread stands still, and an answer comes 4 ms late; with 1 ms it was 40 ms, and 0.7 ms.
    private static readonly TimeSpan BlockTimeout = TimeSpan.FromMilliseconds(8);

    // How long a wait without packets lasts: the time that the last look before "silence" can take.
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan ReopenDelay = TimeSpan.FromSeconds(1);

    private readonly IPacketHandler _handler;
    private readonly TimeProvider _timeProvider;
    private readonly CaptureClock _clock;
    private readonly string _filter;
    private readonly int _bufferBytes;
    private readonly Lock _deviceLock = new();
    private readonly Thread _thread;
    private readonly CaptureDevice[] _devices;
    private readonly List<Socket> _readable = [];
    private long _losses;
    private long _lookedAt;
    private long _packetCount;
    private readonly ManualResetEventSlim _isRenewed = new(initialState: true);
    private volatile bool _isRunning;
    private volatile bool _isStopping;

    /// <summary>Opens the capture; <see cref="Start"/> begins to deliver.</summary>
    /// <param name="handler">Who takes the packets.</param>
    /// <param name="sourcePorts">The scanner's source ports; only answers to them, and ICMP, are captured.</param>
    /// <param name="bufferBytes">The kernel's ring of each family, in bytes.</param>
    /// <param name="timeProvider">The clock of <see cref="HasLookedSince"/>.</param>
    /// <exception cref="EngineStartException">libpcap is missing, or the right to capture, or the list of interfaces.</exception>
    public PacketCapture(IPacketHandler handler, PortRange sourcePorts, int bufferBytes, TimeProvider timeProvider)
    {
        _handler = handler;
        _timeProvider = timeProvider;
        _clock = new CaptureClock(timeProvider);
        _bufferBytes = bufferBytes;
        _filter = Filter(sourcePorts);
        _thread = new Thread(Run) { Name = "capture", IsBackground = true };
        _devices = CaptureDevice.OfBothFamilies();
        Open();
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
        lock (_deviceLock)
        {
            CountDrops();
            return _losses;
        }
    }

    /// <summary>Whether every packet that the kernel had by <paramref name="timestamp"/> (of the time provider) was handled.</summary>
    public bool HasLookedSince(long timestamp) => Volatile.Read(ref _lookedAt) > timestamp;

    /// <summary>
    /// Makes the rings anew, as the kernel's part of them keeps what was read until it is written over, and waits until that is done. What comes
    /// meanwhile is lost, so this is for when nobody waits for anything.
    /// </summary>
    public void Renew()
    {
        _isRenewed.Reset();
        while (!_isStopping && _thread.IsAlive && !_isRenewed.Wait(PollTimeout))
        {
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isStopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        Close();
        _isRenewed.Dispose();
    }

    private static string Filter(PortRange ports)
    {
        var fixedPorts = string.Concat(UdpProbes.FixedReplyPorts.Select(port => string.Create(CultureInfo.InvariantCulture, $" or udp dst port {port}")));

        // "dst portrange" does not look behind IPv6 extension headers, so packets with one are let through and read by the program.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dst portrange {ports.First}-{ports.Last}{fixedPorts} or icmp or icmp6 or (ip6 and (ip6[6] = 0 or ip6[6] = 43 or ip6[6] = 44 or ip6[6] = 60))");
    }

    private void Run()
    {
        while (!_isStopping)
        {
            if (!_isRenewed.IsSet)
            {
                RenewRings();
                _isRenewed.Set();
            }

            // If it is not running, the last attempt to reopen failed, and there is nothing that could be asked.
            if (!_isRunning || !DeliverOnce())
            {
                Reopen();
            }
        }
    }

    /// <summary>Waits for packets and hands over all there are.</summary>
    /// <returns>False if the capture failed.</returns>
    private bool DeliverOnce()
    {
        WaitForPackets();
        _clock.EndBunch();

        // A block of the ring can be up to BlockTimeout old before the kernel hands it over.
        var before = _timeProvider.GetTimestamp() - (2 * BlockTimeout.Ticks * _timeProvider.TimestampFrequency / TimeSpan.TicksPerSecond);

        // Only an empty ring proves that nothing older waits.
        bool areEmpty;
        do
        {
            areEmpty = true;
            foreach (var device in _devices)
            {
                var status = DeliverSome(device);
                if (status < 0)
                {
                    return false;
                }

                areEmpty &= status == 0;
            }
        }
        while (!areEmpty && !_isStopping);

        if (areEmpty)
        {
            Volatile.Write(ref _lookedAt, before);
        }

        return true;
    }

    private void WaitForPackets()
    {
        _readable.Clear();
        foreach (var device in _devices)
        {
            _readable.Add(device.Socket);
        }

        Socket.Select(_readable, null, null, PollTimeout);
    }

    /// <summary>Hands over what a device has, but no more than <see cref="Turn"/>, so that a flood of one family does not stop the other.</summary>
    /// <returns>0 if it has no more, a negative number if it failed.</returns>
    private int DeliverSome(CaptureDevice device)
    {
        var status = 1;
        for (var count = 0; count < Turn && (status = device.Next(out var frame)) > 0; count++)
        {
            // A packet that is shorter than it says is refused by IP, and what it says is not so.
            if (LinuxCookedHeader.TryGetIncomingPacket(frame.Bytes, out var packet)
                && IpPacket.LengthOf(packet) <= frame.Length - LinuxCookedHeader.Length)
            {
                Volatile.Write(ref _packetCount, _packetCount + 1);
                _handler.OnPacket(packet, _clock.MonotonicOf(frame.StampedAt), LinuxCookedHeader.IsLoopback(frame.Bytes));
            }

            device.Forget(frame);
        }

        return status;
    }

    private void RenewRings()
    {
        StackRemains.Clear();
        lock (_deviceLock)
        {
            CountDrops();
            try
            {
                foreach (var device in _isRunning ? _devices : [])
                {
                    device.Close();
                    device.Open(SnapshotLength, (int)BlockTimeout.TotalMilliseconds, _bufferBytes, _filter);
                }
            }
            catch (EngineStartException)
            {
                // As if it had failed by itself.
                CloseDevices();
            }
        }
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
        lock (_deviceLock)
        {
            try
            {
                foreach (var device in _devices)
                {
                    device.Open(SnapshotLength, (int)BlockTimeout.TotalMilliseconds, _bufferBytes, _filter);
                }

                _isRunning = true;
            }
            catch (EngineStartException)
            {
                CloseDevices();
                throw;
            }
        }
    }

    private void Close()
    {
        lock (_deviceLock)
        {
            CountDrops();
            CloseDevices();
        }
    }

    private void CloseDevices()
    {
        _isRunning = false;
        foreach (var device in _devices)
        {
            device.Close();
        }
    }

    private void CountDrops()
    {
        if (_isRunning)
        {
            Interlocked.Add(ref _losses, _devices.Sum(device => device.TakeDropCount()));
        }
    }
}
