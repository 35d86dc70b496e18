using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class CapacityTests(FullLab lab) : LabTest<FullLab>(lab)
{
    [Fact]
    public async Task Scan_beyond_the_cap_is_told_when_to_come_back()
    {
        var counter = new PacketCounter(Lab.Hosts.Server, Side.V4, ShippedProgram.Port);
        using var live = VisitorOf(Side.V4).Stream(ScanForm.Lasting);
        await Eventually.Holds(() => counter.Read() > 0, "the first scan began");

        var beyond = VisitorOf(Side.V6).Post(new ScanForm { Ports = "22" });

        Assert.Equal(503, beyond.Status);
        Assert.NotNull(beyond.Header("Retry-After"));
        live.Kill();
        await Eventually.Answers(200, () => VisitorOf(Side.V6).Post(new ScanForm { Ports = "22" }), "there was room for another");
    }
}
