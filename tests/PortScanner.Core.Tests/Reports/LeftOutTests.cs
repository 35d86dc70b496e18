using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Core.Tests.Reports;

/// <summary>Reports say which ports of the profile were not asked, since the operator has nobody asked them.</summary>
public sealed class LeftOutTests
{
    [Theory]
    [InlineData("text", "Left out       25,U:161 (excluded by the operator)")]
    [InlineData("html", "25,U:161 (excluded by the operator)")]
    [InlineData("json", "\"leftOut\":\"25,U:161\"")]
    [InlineData("ndjson", "\"leftOut\":\"25,U:161\"")]
    [InlineData("grepable", "# PortScanner: profile quick, begun 2026-11-21 02:30:46 UTC, left out 25,U:161")]
    [InlineData("list", "\n# profile quick, left out 25,U:161\n")]
    [InlineData("xml", "args=\"profile=quick, left out 25,U:161\"")]
    public void Report_says_which(string format, string words)
    {
        Assert.Contains(words, Render(Header("25,U:161"), format), StringComparison.Ordinal);
        Assert.DoesNotContain("leftout", Render(Header(null), format).Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Label_fits_its_column_in_every_language() =>
        Assert.All(Languages.All, messages => Assert.InRange(messages["report.header.left-out"].Length, 1, HeaderMessages.LabelWidth));

    private static ReportHeader Header(string? denied)
    {
        var payloads = denied is not null && PortSpecification.TryParse(denied, out var ports, out _) ? UdpPayloads.Empty.Denying(ports) : UdpPayloads.Empty;
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetwork) { Payloads = payloads }, out var plan, out _));
        return new ReportHeader(IPAddress.Parse("192.0.2.7"), plan, new DateTimeOffset(2026, 11, 21, 2, 30, 46, TimeSpan.Zero), null, null, ReaderLanguage.Default) { Vantage = Vantage.Internet };
    }

    private static string Render(ReportHeader header, string format)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var writer = ReportFormats.Find(format)!.Begin(output, header);
        foreach (var _ in writer.End(new ScanReport(header, [], TimeSpan.FromSeconds(1), null, EarlyEnd: null)))
        {
            // Written step by step.
        }

        return output.ToString();
    }
}
