using PortScanner.Lab.Crowds;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>Two visitors of a machine that has not enough pace for both.</summary>
public sealed class FairTurnsTests(NarrowLab lab) : LabTest<NarrowLab>(lab)
{
    private static readonly ScanForm Full = new() { Profile = "full", Udp = "no" };

    [Fact]
    public async Task Quick_scan_ends_beside_a_full_one_that_goes_on_and_another_full_one_is_told_when_to_come_back()
    {
        Crowd.Guard(Client, errorsPerSecond: null);
        var counter = new PacketCounter(Lab.Hosts.Server, Side.V4, ShippedProgram.Port);

        // At this pace it takes minutes, so it is still going on when the others have had their answers.
        using var full = VisitorOf(Side.V4).Stream(Full);
        await Eventually.Holds(() => counter.Read() > 0, "the full scan began");

        var refused = await AskAsync(1, Full);
        var quick = await AskAsync(0, new ScanForm { Profile = "quick" });

        Assert.False(full.HasExited);
        Assert.Contains("\r\nRetry-After: ", refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("HTTP/1.1 503 ", refused.Text, StringComparison.Ordinal);
        Assert.All(quick.Report().Results, row => Assert.Equal(CrowdHost.Silent.Truth(row.Protocol), row.Answer));
    }

    private async Task<CrowdAnswer> AskAsync(int index, ScanForm form) =>
        (await CrowdVisitor.ScanAllAsync(Client, Side.V4.Server, [CrowdHost.Silent.Address(Side.V4, index)], form))[0];
}
