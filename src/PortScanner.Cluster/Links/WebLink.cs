using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Sealing;
using PortScanner.Cluster.Testers;

namespace PortScanner.Cluster.Links;

/// <summary>The web node's end of a link.</summary>
public sealed class WebLink : MessageLink
{
    private readonly BusClock _busClock;
    private readonly TimeProvider _timeProvider;
    private readonly TaskCompletionSource _endedThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _heardClock;
    private TimeSpan? _nobodySince;
    private long _heardTick;
    private long _heardAt;
    private long _echoedTick;
    private long _echoedAt;
    private long _endedAt;
    private long _answeredAt;
    private LinkEnd? _said;

    internal WebLink(IBus bus, KnownTester tester, LinkId id, LinkKeys keys, BusClock busClock, TimeProvider timeProvider)
        : base(bus, Subjects.ToTester(tester.Name), id, keys, timeProvider)
    {
        (_busClock, _timeProvider, Tester) = (busClock, timeProvider, tester.Name);
        _heardClock = busClock.Now;
        Nobody = KnowNobody;
        (_heardTick, _heardAt) = (_echoedTick, _echoedAt) = (tester.Heartbeat.Tick, tester.HeardAt);
    }

    /// <summary>The tester at the other end.</summary>
    public string Tester { get; }

    /// <summary>How long ago the tester was heard on this link, or before it.</summary>
    public TimeSpan SinceHeard => _timeProvider.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>
    /// Waits until the tester sends no packet for this link any more: it said itself that it has ended, or its lease is over whatever it does.
    /// Only then another tester may begin. It takes 2.2 s at most, once the link is over.
    /// </summary>
    public async Task ReleasedAsync(CancellationToken cancellationToken)
    {
        while (!_endedThere.Task.IsCompleted && LinkTimes.Release - SinceEchoed() is var left && left > TimeSpan.Zero)
        {
            await Task.WhenAny(_endedThere.Task, Task.Delay(left, _timeProvider, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private protected override LinkEnd EndOfDisposal => LinkEnd.Stopped;

    private protected override Action? Nobody { get; }

    private protected override long TickToTell()
    {
        // What is said on a link that is over renews no lease.
        if (End is null && _echoedTick != _heardTick)
        {
            _echoedTick = _heardTick;
            Volatile.Write(ref _echoedAt, _heardAt);
        }

        return _echoedTick;
    }

    private protected override void Hear(long tick)
    {
        if (tick <= _heardTick)
        {
            return;
        }

        _heardTick = tick;
        Volatile.Write(ref _heardAt, _timeProvider.GetTimestamp());
        _heardClock = _busClock.Now;
        _nobodySince = null;
    }

    private protected override void Watch()
    {
        if (End is not null)
        {
            if (_timeProvider.GetElapsedTime(_endedAt) >= LinkTimes.Linger)
            {
                Finish();
            }
        }
        else if (_busClock.IllFor >= LinkTimes.BusIll)
        {
            EndHere(LinkEnd.BusLost);
        }
        else if (_busClock.Now - _heardClock >= LinkTimes.Silence)
        {
            EndHere(LinkEnd.Lost);
        }
        else
        {
            PostPulseIfQuiet(LinkTimes.Pulse);
        }
    }

    /// <summary>The broker knew of nobody who listens to what was sent on this link.</summary>
    internal void KnowNobody()
    {
        lock (Gate)
        {
            _nobodySince ??= _busClock.Now;
            if (End is null && _busClock.Now - _nobodySince >= LinkTimes.Nobody)
            {
                EndHere(LinkEnd.Lost);
            }
        }
    }

    private protected override void SayEnd(LinkEnd end)
    {
        _said = LinkEnd.Stopped;
        MarkEnded();
        PostClose(LinkEnd.Stopped, isKept: false);
    }

    private protected override void EndedThere()
    {
        MarkEnded();
        _endedThere.TrySetResult();
    }

    // The tester speaks on: what it should have heard was lost, or it was thought lost itself.
    private protected override void AnswerLate(LinkMessageKind kind)
    {
        if (_timeProvider.GetElapsedTime(_answeredAt) < LinkTimes.Repeat)
        {
            return;
        }

        _answeredAt = _timeProvider.GetTimestamp();
        if (_said is { } end)
        {
            PostClose(end, isKept: false);
        }
        else
        {
            PostPulse();
        }
    }

    private void MarkEnded()
    {
        _endedAt = _timeProvider.GetTimestamp();
        Abandon();
    }

    private TimeSpan SinceEchoed() => _timeProvider.GetElapsedTime(Volatile.Read(ref _echoedAt));
}
