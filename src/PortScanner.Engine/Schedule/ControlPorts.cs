using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// A few random high TCP ports outside the plan, asked first. If all of them accept, a device answers for every port; and where they
/// are refused, they are controls of the path. A plan without TCP gets none, and so does one that leaves too few ports.
/// </summary>
internal static class ControlPorts
{
    /// <summary>How many: an ordinary host that listens on a hundred high ports accepts on three random ones once in four million scans.</summary>
    public const int Count = 3;

    // The dynamic ports (RFC 6335 section 6), to which no service is assigned.
    private const int First = 49152;
    private const int RangeLength = 65536 - First;

    /// <summary>Draws the ports of a scan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="random">A random number from zero up to, and without, its argument.</param>
    /// <param name="isOutOfReach">Whether a port is none to ask, as packets to it do not leave the tester's own network; null for none.</param>
    /// <returns><see cref="Count"/> different ports, or none.</returns>
    public static ushort[] Draw(ScanPlan plan, Func<int, int> random, Predicate<Probe>? isOutOfReach = null)
    {
        var tcp = plan.Probes.Where(probe => probe.Protocol == ProbeProtocol.Tcp).Select(probe => probe.Port!.Value).ToHashSet();
        if (tcp.Count > 0 && isOutOfReach is not null)
        {
            tcp.UnionWith(Enumerable.Range(First, RangeLength).Select(port => (ushort)port).Where(port => isOutOfReach(new Probe(ProbeKind.Syn, port))));
        }

        if (tcp.Count == 0 || RangeLength - tcp.Count(port => port >= First) < Count)
        {
            return [];
        }

        var drawn = new ushort[Count];
        for (var i = 0; i < Count;)
        {
            drawn[i] = (ushort)(First + random(RangeLength));
            i += tcp.Add(drawn[i]) ? 1 : 0;
        }

        return drawn;
    }
}
