using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;

namespace PortScanner.Reports.Model;

/// <summary>What is known before the first answer.</summary>
/// <param name="Address">The address that is tested: the caller's own.</param>
/// <param name="Plan">What is asked.</param>
/// <param name="StartedAt">When the scan began.</param>
/// <param name="Source">Where the probes come from, as the operator words it (an address, a place); null if it is not told.</param>
/// <param name="Expect">What the caller expects to be open, as written; null without an expectation.</param>
/// <param name="Language">The reader's language; the formats that programs read are in English all the same.</param>
public sealed record ReportHeader(IPAddress Address, ScanPlan Plan, DateTimeOffset StartedAt, string? Source, string? Expect, ReaderLanguage Language)
{
    /// <summary>The messages in the reader's language.</summary>
    public Messages Messages => Language.Messages;

    /// <summary>Who can reach the address the way that the probes do.</summary>
    public required Vantage Vantage { get; init; }

    /// <summary>The packets a second that the tester had for the scan as it began; null where that does not matter or is not known.</summary>
    public int? PacketsPerSecond { get; init; }

    /// <summary>Where the reader finds more about what reports say; null if it is not told.</summary>
    public string? HelpPage { get; init; }

    /// <summary>The address family of <see cref="Address"/>.</summary>
    public AddressFamily Family => Address.AddressFamily;

    /// <summary>How many probes of <paramref name="protocol"/> the plan holds.</summary>
    public int CountOf(ProbeProtocol protocol) => Plan.Probes.Count(probe => probe.Protocol == protocol);
}
