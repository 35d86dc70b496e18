using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;

namespace PortScanner.Core.Tests.Plans;

/// <summary>How long a gentle scan takes, as it is told and as the documents say.</summary>
public class GentleTimeTests
{
    [Theory]
    [InlineData(ScanProfile.Quick)]
    [InlineData(ScanProfile.Standard)]
    public void Profile_takes_as_long_as_the_documents_say_and_every_attempt_of_the_loss_rule_fits_or_two_hours(ScanProfile profile)
    {
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            var plan = Plan(profile, "gentle", family: family);
            var minutes = GentleTime.Minutes(GentleTime.Usual(plan));
            Assert.InRange(minutes, Minutes(profile) - 1, Minutes(profile));
            Assert.InRange(GentleTime.Usual(plan), TimeSpan.FromSeconds(3 * plan.Probes.Count), TimeSpan.FromSeconds(3 * (plan.Probes.Count + 12)));
            Assert.InRange(plan.TimeBudget, Least(TimeSpan.FromHours(2), TimeSpan.FromSeconds(8 * plan.Probes.Count)), TimeSpan.FromHours(2));
            Assert.Null(GentleTime.WhyRefused(plan));
        }

        Assert.Contains($"| `{profile.Name()}` | {Minutes(profile)} minutes", Document("decisions/0030-gentle-pace.md"), StringComparison.Ordinal);
        Assert.Contains(
            $"about {Minutes(ScanProfile.Quick)} minutes for `quick` and about {Minutes(ScanProfile.Standard)} for `standard`", Document("report-format.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Slower_pace_takes_as_many_times_longer()
    {
        Assert.InRange(GentleTime.Usual(Plan(ScanProfile.Quick, "5s")) / GentleTime.Usual(Plan(ScanProfile.Quick, "gentle")), 4.8, 5);
        Assert.InRange(GentleTime.Usual(Plan(ScanProfile.Custom, "60s", "22,80")), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(24));
    }

    [Fact]
    public void Firewall_tests_are_within_the_time()
    {
        var more = GentleTime.Usual(Plan(ScanProfile.Quick, "gentle", firewall: true)) - GentleTime.Usual(Plan(ScanProfile.Quick, "gentle"));
        Assert.Equal(TimeSpan.FromSeconds(3 * FirewallStage.MostProbes(AddressFamily.InterNetwork)), more);
    }

    [Theory]
    [InlineData(ScanProfile.Quick, null)]
    [InlineData(ScanProfile.Standard, null)]
    [InlineData(ScanProfile.Full, null)]
    [InlineData(ScanProfile.Custom, "1-65535")]
    public void Normal_pace_is_never_refused(ScanProfile profile, string? ports) => Assert.Null(GentleTime.WhyRefused(Plan(profile, "normal", ports)));

    [Fact]
    public void Profile_full_and_whatever_takes_longer_than_75_minutes_is_refused()
    {
        Assert.Equal("The profile full has too many ports for a slow test; choose another profile, or the normal pace.", Refused(Plan(ScanProfile.Full, "gentle")));
        Assert.Equal(
            "At this pace the test would take about 3,278 minutes; allowed are 75. Ask for fewer ports, or for a quicker pace.",
            Refused(Plan(ScanProfile.Custom, "1s", "1-65535")));
        Assert.NotNull(Refused(Plan(ScanProfile.Standard, "2s")));
        Assert.NotNull(Refused(Plan(ScanProfile.Quick, "60s")));
        Assert.Null(Refused(Plan(ScanProfile.Quick, "5s")));
        Assert.Null(Refused(Plan(ScanProfile.Custom, "60s", "1-19")));
    }

    [Fact]
    public void Documents_have_the_bounds_of_the_program()
    {
        Assert.Contains($"any number from {ScanPace.FewestSeconds} to {ScanPace.MostSeconds} will do", Document("report-format.md"), StringComparison.Ordinal);
        Assert.Contains($"longer than {GentleTime.Minutes(GentleTime.LongestUsual)} minutes", Document("report-format.md"), StringComparison.Ordinal);
        Assert.Contains($"{ScanPace.FewestSeconds} to {ScanPace.MostSeconds} seconds may be asked for", Document("decisions/0030-gentle-pace.md"), StringComparison.Ordinal);
        Assert.Contains($"longer than {GentleTime.Minutes(GentleTime.LongestUsual)} minutes is refused", Document("decisions/0030-gentle-pace.md"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(2), GentleTime.LongestBudget);
        Assert.Contains("for no longer than two hours", Document("decisions/0030-gentle-pace.md"), StringComparison.Ordinal);
    }

    private static string? Refused(ScanPlan plan) => GentleTime.WhyRefused(plan) is { } error ? Languages.English.Format(error) : null;

    private static int Minutes(ScanProfile profile) => GentleTime.Minutes(GentleTime.Usual(Plan(profile, "gentle")));

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static string Document(string name) => File.ReadAllText(Path.Combine(WorkingTree.Folder, "docs", name));

    private static ScanPlan Plan(ScanProfile profile, string pace, string? ports = null, bool firewall = false, AddressFamily family = AddressFamily.InterNetwork)
    {
        Assert.True(ScanPace.TryParse(pace, out var asked, out _));
        PortSpecification? specification = null;
        Assert.True(ports is null || PortSpecification.TryParse(ports, out specification, out _));
        var request = new ScanPlanRequest(profile, family)
        {
            Ports = specification,
            Options = new ScanOptions(Firewall: firewall) { Pace = asked },
            Payloads = UdpPayloads.Empty,
        };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return plan;
    }
}
