using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Tests.Schedule.Simulation;

namespace PortScanner.Engine.Tests.Schedule;

/// <summary>What a limit leaves undecided is what matters least.</summary>
public sealed class ExposureOrderTests
{
    private static readonly IReadOnlyList<ushort> Ports = ServiceCatalogue.Default.QuickTcpPorts;

    // Of the list, without those that are asked carefully.
    private static readonly int[] Severe =
    [
        .. Enumerable.Range(0, Ports.Count).Where(i =>
            ServiceCatalogue.Default.ExposureOf(new Probe(ProbeKind.Syn, Ports[i])) == ExposureClass.Severe
            && !ServiceCatalogue.Default.CarefulTcpPorts.Take(6).Contains(Ports[i])),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void Host_with_one_error_a_second_has_the_worst_ports_decided_first(int seed)
    {
        var scan = SimulatedScan.Run(new Scenario([.. Enumerable.Repeat(Behaviour.Rejected, Ports.Count)], seed)
        {
            Numbers = Ports,
            ErrorLimit = _ => new TokenBucket(6, 1),
        });

        Assert.All(Severe, port => Assert.Equal(Reason.AdminProhibited, scan.Reasons[port]));
        Assert.Contains(Reason.RateLimited, scan.Reasons);

        // The careful six and the first round have the tokens that there are at once, and rounds give theirs to anybody.
        var last = Severe.Max(port => scan.DecidedAt[port]!.Value);
        var before = Enumerable.Range(0, Ports.Count).Except(Severe).Count(port => scan.DecidedAt[port] < last);
        Assert.InRange(before, 0, 8);
        Assert.InRange(last.TotalSeconds, 0, Severe.Length + 8);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Worst_ports_that_are_silent_cost_the_others_little_of_a_limit(int seed)
    {
        var ports = Enumerable.Repeat(Behaviour.Rejected, Ports.Count).ToArray();
        foreach (var port in Severe)
        {
            ports[port] = Behaviour.Silent;
        }

        var scan = SimulatedScan.Run(new Scenario(ports, seed) { Numbers = Ports, ErrorLimit = _ => new TokenBucket(6, 1) });
        var quick = SimulatedScan.Run(new Scenario(ports, seed) { Numbers = Ports, ErrorLimit = _ => new TokenBucket(10, 10) });
        Assert.InRange(quick.EndedAt.TotalSeconds, 7, 11);
        Assert.InRange(scan.Reasons.Count(reason => reason == Reason.AdminProhibited), 60, Ports.Count);
    }
}
