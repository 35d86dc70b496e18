using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>The tester's program stands still while a scan is on its way, as on a machine that sleeps or is moved.</summary>
public sealed class SuspensionTests(SlowLab lab) : LabTest<SlowLab>(lab)
{
    [Theory, BothFamilies]
    public async Task Suspended_program_finishes_with_right_answers(Family family)
    {
        OpenTcp(Client, WideHost.Listening);

        var report = await InterruptedScan.Run(Lab, VisitorOf(Side.Of(family)), Side.Of(family), () => Lab.Program.Suspend(() => Thread.Sleep(TimeSpan.FromSeconds(5))));

        // Answers that came while it stood still may look like loss, for which silence takes more attempts than are made.
        WideHost.Check(report, "unknown packet-loss");
        Assert.True(WideHost.CountRight(report) >= 83, "Whatever answers is right.");
    }
}
