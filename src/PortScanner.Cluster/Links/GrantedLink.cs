using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Links;

/// <summary>
/// The tester's end of a link. Its lease runs by the tester's own clock: how old is the newest tick that came back? So neither packets that were late
/// nor a web node that was stopped and goes on can make it longer, and looking at it waits for nobody.
/// </summary>
public sealed class GrantedLink : MessageLink
{
    private readonly TesterClock _clock;
    private long _echo;
    private LinkEnd? _said;

    internal GrantedLink(IBus bus, Grant grant, LinkKeys keys, TesterClock clock, TimeProvider timeProvider)
        : base(bus, Subjects.ToWebNode(grant.WebNode, grant.Tester), grant.Link, keys, timeProvider)
    {
        _clock = clock;
        _echo = grant.Tick;
    }

    /// <summary>
    /// How long ago this tester was certainly heard. From 2 s on (<see cref="LinkTimes.Pause"/>) it sends no packets; at 5 s the link ends.
    /// </summary>
    public TimeSpan LeaseAge => TimeSpan.FromMilliseconds(_clock.Tick - Volatile.Read(ref _echo));

    /// <summary>
    /// Says, after all that was sent, that this is the end and why. It does not wait; the link is kept until the web node has it all, or the lease is
    /// over.
    /// </summary>
    public void Close(LinkEnd end)
    {
        if (end > LinkEnd.Quota)
        {
            throw new ArgumentOutOfRangeException(nameof(end));
        }

        lock (Gate)
        {
            EndHere(end);
        }
    }

    private protected override LinkEnd EndOfDisposal => LinkEnd.Failed;

    // The lease says it as soon, and does not believe the broker.
    private protected override Action? Nobody => null;

    private protected override long TickToTell() => _clock.Tick;

    private protected override void Hear(long tick)
    {
        // From the future it is nobody's echo.
        if (tick > _echo && tick <= _clock.Tick)
        {
            Volatile.Write(ref _echo, tick);
        }
    }

    private protected override void Watch()
    {
        if (LeaseAge > LinkTimes.Lease)
        {
            EndHere(LinkEnd.LeaseOver);

            // Also if it had ended before, and its last words did not arrive.
            Finish();
        }
        else if (_said is null || !HasArrived)
        {
            PostPulseIfQuiet(LinkTimes.Pulse);
        }
        else
        {
            Finish();
        }
    }

    private protected override void SayEnd(LinkEnd end)
    {
        if (end == LinkEnd.LeaseOver)
        {
            return;
        }

        _said = end <= LinkEnd.Quota ? end : LinkEnd.Failed;
        PostClose(_said.Value, isKept: true);
    }

    private protected override void EndedThere() => Finish();

    // The last words are on their way, or the lease is over; that the web node wants them no more ends that.
    private protected override void AnswerLate(LinkMessageKind kind)
    {
        if (kind == LinkMessageKind.Close)
        {
            Finish();
        }
    }
}
