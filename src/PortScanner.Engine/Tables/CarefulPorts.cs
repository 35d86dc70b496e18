using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tables;

/// <summary>
/// The TCP ports of a plan that are asked alone, before everything else: few, spaced, and once each. A firewall that bans whoever asks
/// much has answered for them before it does, and what it answered can be seen to fall silent.
/// </summary>
internal static class CarefulPorts
{
    /// <summary>How many at most: one fewer than the smallest burst that such firewalls allow by default (seven; RouterOS counts seven low ports as 21).</summary>
    public const int Most = 6;

    /// <summary>
    /// Picks them: what the visitor says to be open, then what is found open most often, then what the plan asks first. A plan that tests a
    /// firewall asks of ports that were asked before, and has none.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Their places in the plan, in the order in which they are asked.</returns>
    public static int[] Pick(ScanPlan plan)
    {
        var syns = new Dictionary<ushort, int>();
        for (var i = 0; i < plan.Probes.Count; i++)
        {
            var probe = plan.Probes[i];
            if (probe.Kind.Info().TestsFirewall)
            {
                return [];
            }

            if (probe.Kind == ProbeKind.Syn)
            {
                syns.Add(probe.Port!.Value, i);
            }
        }

        IEnumerable<ushort> expected = plan.Request.Expected?.Tcp.Ports ?? [];
        return
        [
            .. ServiceCatalogue.Default.CarefulTcpPorts.Where(expected.Contains).Concat(expected).Concat(ServiceCatalogue.Default.CarefulTcpPorts)
                .Where(syns.ContainsKey)
                .Select(port => syns[port])
                .Concat(syns.Values)
                .Distinct()
                .Take(Most),
        ];
    }
}
