using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Features.Nodes.Wire;

/// <summary>What a scan is: what was asked for, and what its reports begin with.</summary>
internal sealed record ScanMessage
{
    /// <summary>What its plan was made of.</summary>
    public required TesterRequest Asked { get; init; }

    /// <summary>The hash of its plan (<see cref="PlanHash"/>): a node whose payloads or catalogue are others cannot tell of it.</summary>
    public required string Probes { get; init; }

    /// <summary>When it began, in ticks of 100 ns (UTC).</summary>
    public required long StartedAt { get; init; }

    /// <summary>Where the probes come from.</summary>
    public string? Source { get; init; }

    /// <summary>What the visitor expects to be open, as written.</summary>
    public string? Expect { get; init; }

    /// <summary>The code of the reader's language.</summary>
    public required string Language { get; init; }

    /// <summary>Whether the reader chose it.</summary>
    public bool IsLanguageChosen { get; init; }

    /// <summary>Who can reach the address the way that the probes do.</summary>
    public required Vantage Vantage { get; init; }

    /// <summary>The packets a second that the tester had for it as it began.</summary>
    public int? PacketsPerSecond { get; init; }

    /// <summary>Where the reader finds more.</summary>
    public string? HelpPage { get; init; }

    /// <summary>Whether a failed expectation is to show in the HTTP status.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The message for a scan.</summary>
    public static ScanMessage Of(IReadScan scan) => new()
    {
        Asked = AskedScan.Of(scan.Header.Address, scan.Header.Plan),
        Probes = Convert.ToHexStringLower(PlanHash.Of(scan.Header.Plan)),
        StartedAt = scan.Header.StartedAt.UtcTicks,
        Source = scan.Header.Source,
        Expect = scan.Header.Expect,
        Language = scan.Header.Messages.Language.Code,
        IsLanguageChosen = scan.Header.Language.IsChosen,
        Vantage = scan.Header.Vantage,
        PacketsPerSecond = scan.Header.PacketsPerSecond,
        HelpPage = scan.Header.HelpPage,
        IsStrict = scan.Request.IsStrict,
    };

    /// <summary>The header of the scan's reports, and the request.</summary>
    /// <param name="payloads">This node's own payloads.</param>
    /// <returns>Null if it is none that this node can tell of.</returns>
    public (ReportHeader Header, ScanRequest Request)? Read(UdpPayloads payloads)
    {
        Expectation? expectation = null;
        if (AskedScan.Visitor(Asked) is not { } visitor
            || AskedScan.Plan(Asked, visitor, payloads) is not { } plan
            || Convert.ToHexStringLower(PlanHash.Of(plan)) != Probes
            || Languages.Find(Language) is not { } messages
            || !Enum.IsDefined(Vantage)
            || PacketsPerSecond <= 0
            || StartedAt < 0 || StartedAt > DateTimeOffset.MaxValue.UtcTicks
            || (Expect is not null && !Expectation.TryParse(Expect, out expectation, out _)))
        {
            return null;
        }

        var header = new ReportHeader(visitor, plan, new DateTimeOffset(StartedAt, TimeSpan.Zero), Source, Expect, new ReaderLanguage(messages, IsLanguageChosen))
        {
            Vantage = Vantage,
            PacketsPerSecond = PacketsPerSecond,
            HelpPage = HelpPage,
        };
        return (header, new ScanRequest(plan, ReportFormats.Json, expectation, IsStrict));
    }
}
