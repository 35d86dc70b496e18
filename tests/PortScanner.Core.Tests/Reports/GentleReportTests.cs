using System.Net;
using System.Text.Json;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>Reports of a gentle pace name it, and tell beforehand how long it takes.</summary>
public class GentleReportTests
{
    private const string Pace = "5s: one packet every 5 seconds";

    private static readonly ReportHeader Header = HeaderOf("5s");

    [Fact]
    public void Head_names_the_pace_and_the_time_that_it_takes()
    {
        var facts = HeaderMessages.Facts(Header).ToDictionary(fact => fact.Label, fact => fact.Text, StringComparer.Ordinal);
        Assert.Equal(Pace, facts["Pace"]);
        Assert.Equal("about 28 minutes; less if your side answers, at most 74 if packets are lost", facts["Takes"]);
        Assert.DoesNotContain(HeaderMessages.Facts(HeaderOf("normal")), fact => fact.Label == "Pace");
    }

    [Fact]
    public void Head_names_what_the_machine_has_for_a_scan_that_is_not_gentle()
    {
        var facts = HeaderMessages.Facts(HeaderOf("normal") with { PacketsPerSecond = 6250 }).ToDictionary(fact => fact.Label, fact => fact.Text, StringComparer.Ordinal);
        Assert.Equal("up to 6,250 packets a second, as far as your line carries them", facts["Pace"]);
        Assert.Equal(Pace, HeaderMessages.Facts(Header with { PacketsPerSecond = 6250 }).Single(fact => fact.Label == "Pace").Text);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    [InlineData("xml")]
    public void Report_of_people_names_the_pace_beside_the_effort(string format)
    {
        Assert.Contains("pace=5s", Render(Header, format), StringComparison.Ordinal);
        Assert.DoesNotContain("pace=", Render(HeaderOf("normal"), format), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("gentle")]
    [InlineData("5s")]
    public void Json_has_the_name_of_the_pace(string name) =>
        Assert.Equal(name, JsonSerializer.Deserialize<JsonElement>(Render(HeaderOf(name), "json")).GetProperty("pace").GetString());

    [Fact]
    public void Pace_of_one_second_is_one_packet_a_second_in_every_language() =>
        Assert.All(Languages.All, messages => Assert.DoesNotContain("1 ", messages.Count("pace.every", 1, ("name", "gentle")), StringComparison.Ordinal));

    private static string Render(ReportHeader header, string format)
    {
        var scan = new ScanReport(header, [], TimeSpan.FromSeconds(1), null, EarlyEnd: null);
        using var output = new StringWriter { NewLine = "\n" };
        var writer = ReportFormats.Find(format)!.Begin(output, header);
        foreach (var _ in writer.End(scan))
        {
            // Written step by step.
        }

        return output.ToString();
    }

    // Without UDP, since how long that takes grows with each service that is added.
    private static ReportHeader HeaderOf(string name)
    {
        Assert.True(ScanPace.TryParse(name, out var pace, out _));
        var address = IPAddress.Parse("192.0.2.7");
        var request = new ScanPlanRequest(ScanProfile.Quick, address.AddressFamily) { Options = ScanOptions.Default with { Udp = false, Pace = pace } };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        return new ReportHeader(address, plan, DateTimeOffset.UnixEpoch, null, null, ReaderLanguage.Default) { Vantage = Vantage.Internet };
    }
}
