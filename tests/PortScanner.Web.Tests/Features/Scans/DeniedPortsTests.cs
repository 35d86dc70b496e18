using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>Ports that the operator has nobody asked, as visitors meet them.</summary>
[Collection<StartedProgram>]
public sealed class DeniedPortsTests
{
    [Fact]
    public async Task Visitor_who_asks_for_one_is_told_and_a_profile_says_what_it_left_out()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync("--Admission:DenyPorts=T:25,U:161");
        using var caller = site.From();

        const string words = "The operator of this site has excluded these ports from tests: 25. Leave them out.";
        foreach (var (path, form, field) in ((string, string, string)[])
            [("/scan", "consent=yes&ports=22,25", "ports"), ("/scan", "consent=yes&ports=22&expect=25", "expect"), ("/port/25", "consent=yes", "ports")])
        {
            var refusal = await caller.SendAsync("POST", path, Caller.Form(form), "Accept: application/json");
            Assert.Equal(400, refusal.Status);
            Assert.Equal(words, refusal.Json.GetProperty("errors").GetProperty(field)[0].GetString());
        }

        var report = await caller.ScanAsync("consent=yes&profile=quick&until=settled&format=text");
        Assert.Matches("Left out +25,U:161 \\(excluded by the operator\\)", report.Body);
        Assert.DoesNotMatch("(?m)^ +25 +tcp ", report.Body);

        var help = await caller.GetAsync("/help/port/25", "Accept: text/html");
        Assert.Contains("no profile: the operator of this site has excluded it from tests", help.Body, StringComparison.Ordinal);
    }
}
