using System.Collections.Concurrent;
using System.Net;

using PortScanner.Engine.Memory;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Scans;

/// <summary>The one thread that sends for all scans: in turn, each at its own pace, all together at the machine's.</summary>
internal sealed class SenderLoop : IDisposable
{
    // Task.Delay and PeriodicTimer oversleep by milliseconds; a sleeping thread of its own takes 1.1 ms.
    private const int SleepMilliseconds = 1;
    private const double BurstSeconds = 0.02;

    // How much one scan may send while others wait: a batch of the socket.
    private const int TurnLimit = 16;

    private readonly Dictionary<IPAddress, RawSender> _senders = [];
    private readonly Lock _openLock = new();
    private readonly ConcurrentQueue<ScanSending> _arriving = new();
    private readonly List<ScanSending> _scans = [];
    private readonly ManualResetEventSlim _hasWork = new();
    private readonly TimeProvider _timeProvider;
    private readonly TokenBucket _bucket;
    private readonly Thread _thread;
    private int _turn;
    private long _packetCount;

    // Replaced, never changed, since the thread looks at it a thousand times a second.
    private volatile RawSender[] _opened = [];
    private volatile bool _isStopping;

    /// <summary>Prepares the thread.</summary>
    /// <param name="packetsPerSecond">The machine's pace.</param>
    /// <param name="timeProvider">The clock.</param>
    public SenderLoop(int packetsPerSecond, TimeProvider timeProvider)
    {
        _bucket = new TokenBucket(packetsPerSecond, BurstSeconds);
        _timeProvider = timeProvider;
        _thread = new Thread(Run) { Name = "sender", IsBackground = true };
    }

    /// <summary>How many packets were sent.</summary>
    public long PacketCount => Volatile.Read(ref _packetCount);

    /// <summary>Begins to send.</summary>
    public void Start() => _thread.Start();

    /// <summary>The socket for a source address, which is this machine's now; opened once and kept.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The right is missing, or the address is not this machine's.</exception>
    public RawSender SenderFor(IPAddress source)
    {
        lock (_openLock)
        {
            if (_senders.TryGetValue(source, out var sender))
            {
                sender.Bind();
            }
            else
            {
                _senders.Add(source, sender = new RawSender(source, _timeProvider));
                _opened = [.. _senders.Values];
            }

            return sender;
        }
    }

    /// <summary>Takes a scan in.</summary>
    public void Add(ScanSending scan)
    {
        _arriving.Enqueue(scan);
        _hasWork.Set();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isStopping = true;
        _hasWork.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        // A scan that came after the thread's last look would wait for its end without one.
        while (_arriving.TryDequeue(out var scan))
        {
            scan.Stop();
        }

        foreach (var sender in _opened)
        {
            sender.Dispose();
        }

        _hasWork.Dispose();
    }

    private void Run()
    {
        var begun = _timeProvider.GetTimestamp();
        while (!_isStopping)
        {
            _bucket.Refill(_timeProvider.GetElapsedTime(begun));
            var sent = PumpAll(_bucket.Allowance);
            _bucket.Spend(sent);
            Volatile.Write(ref _packetCount, _packetCount + sent);
            if (_scans.Count == 0)
            {
                StackRemains.Clear();
                _hasWork.Wait();
                _hasWork.Reset();
            }
            else
            {
                Thread.Sleep(SleepMilliseconds);
            }

            while (_arriving.TryDequeue(out var scan))
            {
                _scans.Add(scan);
            }
        }

        _scans.ForEach(scan => scan.Stop());
    }

    // In turns, so that a scan with much to send delays no other by more than a batch; where the machine's pace ends a round, the next
    // one goes on with the next scan.
    private int PumpAll(int limit)
    {
        var count = 0;
        for (var idleTurns = 0; idleTurns < _scans.Count && count < limit;)
        {
            _turn = (_turn + 1) % _scans.Count;
            var sent = _scans[_turn].Pump(Math.Min(limit - count, TurnLimit));
            count += sent;
            idleTurns = sent == TurnLimit ? 0 : idleTurns + 1;
        }

        foreach (var sender in _opened)
        {
            sender.Flush();
        }

        _scans.RemoveAll(scan => scan.IsOver);
        return count;
    }
}
