using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Grants;

/// <summary>
/// Decides on the tester whether a request may become a scan, as far as that depends on who asks. The target, the plan and the room are judged
/// after it, by the tester's own rules.
/// </summary>
/// <param name="tester">This tester's name.</param>
/// <param name="webNodes">Who may ask.</param>
/// <param name="clock">This tester's own time.</param>
/// <param name="scansPerMinute">How many scans a minute one web node may ask for.</param>
public sealed class GrantJudge(string tester, PeerKeys webNodes, TesterClock clock, int scansPerMinute)
{
    /// <summary>How long after the heartbeat to which it refers a grant is good, in the tester's ticks: 10 s.</summary>
    public const long Life = 10_000;

    // Longer than a grant lives, so that one that was forgotten is stale.
    private const long Memory = Life + 5_000;
    private const long Minute = 60_000;

    private readonly Lock _gate = new();
    private readonly HashSet<LinkId> _seen = [];
    private readonly Queue<(long Tick, LinkId Link)> _seenInOrder = [];
    private readonly Dictionary<string, Queue<long>> _taken = new(StringComparer.Ordinal);

    /// <summary>How many grants are remembered.</summary>
    internal int Remembered => _seen.Count;

    /// <summary>Judges what was in an envelope.</summary>
    /// <param name="link">The link that the envelope names.</param>
    /// <param name="content">What was in it.</param>
    public GrantVerdict Judge(LinkId link, ReadOnlySpan<byte> content) =>
        SignedGrant.Read(content) is not { } grant || grant.Link != link ? new GrantVerdict(null, null, GrantRefusal.Malformed)
        : (Stranger(grant, content) ?? LateOrAgain(grant)) is { } refusal ? new GrantVerdict(grant, null, refusal)
        : new GrantVerdict(grant, new JudgedGrant(grant), null);

    private GrantRefusal? Stranger(Grant grant, ReadOnlySpan<byte> content) =>
        !webNodes.Knows(grant.WebNode) ? GrantRefusal.UnknownWebNode
        : !Signed.IsBy(webNodes, grant.WebNode, Signed.Grant, content) ? GrantRefusal.BadSignature
        : grant.Tester != tester ? GrantRefusal.NotForMe
        : null;

    private GrantRefusal? LateOrAgain(Grant grant)
    {
        lock (_gate)
        {
            // One look at the clock for both: a process that was stopped between two could find a grant fresh, and have forgotten that it was used.
            var now = clock.Tick;
            if (grant.Epoch != clock.Epoch || now - grant.Tick is < 0 or > Life)
            {
                return GrantRefusal.Stale;
            }

            while (_seenInOrder.TryPeek(out var oldest) && now - oldest.Tick > Memory)
            {
                _seen.Remove(_seenInOrder.Dequeue().Link);
            }

            if (!_seen.Add(grant.Link))
            {
                return GrantRefusal.Replayed;
            }

            // One that is refused for its quota is remembered too: it is answered, and what is answered is answered once.
            _seenInOrder.Enqueue((now, grant.Link));
            if (!_taken.TryGetValue(grant.WebNode, out var taken))
            {
                _taken.Add(grant.WebNode, taken = []);
            }

            while (taken.TryPeek(out var oldest) && now - oldest >= Minute)
            {
                taken.Dequeue();
            }

            if (taken.Count >= scansPerMinute)
            {
                return GrantRefusal.Quota;
            }

            taken.Enqueue(now);
            return null;
        }
    }
}
