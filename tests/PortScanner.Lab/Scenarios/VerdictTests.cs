using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class VerdictTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Expectation_that_is_met_passes(Family family)
    {
        OpenTcp(Client, 22);
        var answer = VisitorOf(Side.Of(family)).Post(new ScanForm { Ports = "21-23", Expect = "22", Status = "strict" });

        Assert.Equal(200, answer.Status);
        Assert.True(ScanReport.Parse(answer).Pass);
    }

    [Theory, BothFamilies]
    public void Expectation_that_is_not_met_fails_the_request_when_strict(Family family)
    {
        OpenTcp(Client, 22);
        var answer = VisitorOf(Side.Of(family)).Post(new ScanForm { Ports = "21-23", Expect = "none", Status = "strict" });

        Assert.Equal(409, answer.Status);
        Assert.False(ScanReport.Parse(answer).Pass);
    }

    [Theory, BothFamilies]
    public void Text_ends_with_the_verdict(Family family)
    {
        OpenTcp(Client, 22);
        var visitor = VisitorOf(Side.Of(family));

        Assert.StartsWith("PASS", LastLine(visitor.Post(new ScanForm { Ports = "21-23", Expect = "22", Format = "text" })), StringComparison.Ordinal);
        Assert.StartsWith("FAIL", LastLine(visitor.Post(new ScanForm { Ports = "21-23", Expect = "22,23", Format = "text" })), StringComparison.Ordinal);
    }

    private static string LastLine(HttpAnswer answer) => answer.Body.TrimEnd().Split('\n')[^1];
}
