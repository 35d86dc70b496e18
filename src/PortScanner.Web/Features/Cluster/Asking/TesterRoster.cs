using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Cluster.Testers;

namespace PortScanner.Web.Features.Cluster.Asking;

/// <summary>Chooses who is asked next: of two at random the one with more room, as that is known and as this node has used it since.</summary>
internal sealed class TesterRoster(TesterRegistry registry, ClusterSettings settings, TesterLosses losses)
{
    // A reflector is asked once a second.
    private const long LongestWithoutReach = 3000;

    // A tester that claims much room gets no more than twice its even share of what this node asks for.
    private const int MostOfEvenShare = 2;
    private const int FewScans = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Load> _loads = new(StringComparer.Ordinal);

    /// <summary>Whether anybody takes scans.</summary>
    public bool IsAnyReady => registry.Fresh.Any(IsReady);

    /// <summary>How many testers could ask somebody of a family.</summary>
    public int Count(AddressFamily family) => registry.Fresh.Count(tester => IsReady(tester) && Speaks(tester, family));

    /// <summary>Chooses one.</summary>
    /// <param name="family">The visitor's family.</param>
    /// <param name="probes">How much is to be asked.</param>
    /// <param name="not">Who is not asked; who is chosen is added.</param>
    /// <returns>Null where there is nobody.</returns>
    public KnownTester? Choose(AddressFamily family, int probes, ICollection<string> not)
    {
        lock (_lock)
        {
            var ready = registry.Fresh.Where(IsReady).ToList();
            var total = _loads.Values.Sum(load => load.Running);
            var free = ready.FindAll(tester => Speaks(tester, family) && !not.Contains(tester.Name) && RoomAt(tester) >= probes
                && RunningAt(tester) <= FewScans + (MostOfEvenShare * total / ready.Count));

            // Where all were lost again and again, that was the bus, and to ask nobody would help nobody.
            var steady = free.FindAll(tester => !losses.IsResting(tester.Name));
            free = steady.Count > 0 ? steady : free;
            var chosen = free.Count > 1 ? Draw(free).MaxBy(RoomAt) : free.FirstOrDefault();
            if (chosen is not null)
            {
                not.Add(chosen.Name);
            }

            return chosen;
        }
    }

    /// <summary>
    /// The testers whose own networks filter the same ports of a family as that of one of some: what those could not ask, these cannot either. Where nothing is
    /// filtered, or it is not measured yet, nobody is alike.
    /// </summary>
    /// <param name="family">The visitor's family.</param>
    /// <param name="testers">Whose networks are compared.</param>
    public IReadOnlyList<string> AlikeIn(AddressFamily family, IReadOnlyCollection<string> testers)
    {
        var fresh = registry.Fresh;
        var filters = fresh.Where(tester => testers.Contains(tester.Name, StringComparer.Ordinal)).Select(tester => FilterOf(tester, family)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. fresh.Where(tester => !testers.Contains(tester.Name, StringComparer.Ordinal) && FilterOf(tester, family) is { } filter && filters.Contains(filter)).Select(tester => tester.Name)];
    }

    /// <summary>Notes that one is asked, until what is returned is disposed of.</summary>
    public IDisposable Take(KnownTester tester, int probes)
    {
        lock (_lock)
        {
            if (!_loads.TryGetValue(tester.Name, out var load))
            {
                _loads.Add(tester.Name, load = new Load());
            }

            load.Running++;
            load.Add(tester, probes);
        }

        return new Taken(this, tester.Name);
    }

    private static IEnumerable<KnownTester> Draw(List<KnownTester> free)
    {
        var one = RandomNumberGenerator.GetInt32(free.Count);
        var other = RandomNumberGenerator.GetInt32(free.Count - 1);
        return [free[one], free[other < one ? other : other + 1]];
    }

    private static bool Speaks(KnownTester tester, AddressFamily family) =>
        (family == AddressFamily.InterNetworkV6 ? tester.Contents.Sources.V6 : tester.Contents.Sources.V4) is not null;

    private static string? FilterOf(KnownTester tester, AddressFamily family) => tester.Contents.Filtered?.Of(family) is { Count: > 0 } filtered ? filtered.Hash : null;

    private bool IsReady(KnownTester tester) =>
        tester.Contents is { State: TesterState.Ready, Room.Scans: > 0 }
        && (settings.Reflectors.Count == 0 || tester.Contents.Reach <= LongestWithoutReach);

    // What this node has asked for since the heartbeat is not in it yet.
    private int RoomAt(KnownTester tester) => tester.Contents.Room.Probes - (_loads.TryGetValue(tester.Name, out var load) ? load.Since(tester) : 0);

    private int RunningAt(KnownTester tester) => _loads.TryGetValue(tester.Name, out var load) ? load.Running : 0;

    private void End(string tester)
    {
        lock (_lock)
        {
            _loads[tester].Running--;
        }
    }

    private sealed class Load
    {
        private (long Epoch, long Tick) _heartbeat;
        private int _probes;

        public int Running { get; set; }

        public void Add(KnownTester tester, int probes)
        {
            _probes = Since(tester) + probes;
            _heartbeat = Of(tester);
        }

        public int Since(KnownTester tester) => _heartbeat == Of(tester) ? _probes : 0;

        private static (long Epoch, long Tick) Of(KnownTester tester) => (tester.Heartbeat.Epoch, tester.Heartbeat.Tick);
    }

    private sealed class Taken(TesterRoster roster, string tester) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                roster.End(tester);
            }
        }
    }
}
