using System.Text.Json.Serialization;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>What a <see cref="TesterReply"/> says, by the number that it is sent as. 1 was the answer with a route alone, and stays free.</summary>
internal enum ReplyKind
{
    /// <summary>Scans can be run, or cannot, where <see cref="TesterReply.Rejection"/> says why.</summary>
    Ready = 0,

    /// <summary>What was asked is not done; <see cref="TesterReply.Rejection"/> says why.</summary>
    Refused = 2,

    /// <summary>
    /// The scan has begun, with <see cref="TesterReply.Probes"/>, which leave from <see cref="TesterReply.Source"/> and reach the visitor by
    /// <see cref="TesterReply.Route"/>; their order follows from <see cref="TesterReply.Seed"/>.
    /// </summary>
    Begun = 3,

    /// <summary><see cref="TesterReply.Results"/>.</summary>
    Results = 4,

    /// <summary><see cref="TesterReply.Progress"/>.</summary>
    Progress = 5,

    /// <summary>The scan is over, and each probe has had a result. A connection that closes before this was a scan that failed.</summary>
    End = 6,
}

/// <summary>A message of the tester.</summary>
internal sealed record TesterReply
{
    /// <summary>What it says.</summary>
    public required ReplyKind Kind { get; init; }

    /// <summary>The address that probes leave from.</summary>
    public string? Source { get; init; }

    /// <summary>How probes reach the visitor.</summary>
    public RouteKind? Route { get; init; }

    /// <summary>What the order of the probes is drawn from; for the front end, which tells it once the scan is over.</summary>
    public long? Seed { get; init; }

    /// <summary>The packets a second that the tester has for the scan beside others; null where that does not matter.</summary>
    public int? PacketsPerSecond { get; init; }

    /// <summary>How many probes the tester's plan has.</summary>
    public int? Probes { get; init; }

    /// <summary>Why not. Testers that are not yet updated know it by this name.</summary>
    [JsonPropertyName("refusal")]
    public ScanRejection? Rejection { get; init; }

    /// <summary>Results, at most <see cref="ResultMessage.MostInOneReply"/>.</summary>
    public IReadOnlyList<ResultMessage>? Results { get; init; }

    /// <summary>How the scan gets on.</summary>
    public ProgressMessage? Progress { get; init; }
}

/// <summary>What a <see cref="ScanProgress"/> told.</summary>
/// <param name="Activity">What the scan is about.</param>
/// <param name="Unasked">How many probes were not sent a first time yet.</param>
/// <param name="Undecided">How many probes had no answer yet.</param>
/// <param name="PacketsSent">How many packets were sent.</param>
/// <param name="Left">How long it will go on, in milliseconds; null if unknown.</param>
/// <param name="Settled">After what time nothing more could turn out open, in milliseconds; null while something can.</param>
internal sealed record ProgressMessage(ScanActivity Activity, int Unasked, int Undecided, long PacketsSent, long? Left, long? Settled = null)
{
    private const long LongestMilliseconds = 24 * 3_600_000;

    /// <summary>What it tells now.</summary>
    public static ProgressMessage Of(ScanProgress progress) =>
        new(
            progress.Activity,
            progress.Unasked,
            progress.Undecided,
            progress.PacketsSent,
            (long?)progress.TimeLeft?.TotalMilliseconds,
            (long?)progress.SettledAfter?.TotalMilliseconds);

    /// <summary>Tells it here.</summary>
    /// <param name="progress">Is told.</param>
    /// <param name="begunAfter">How long the scan had gone on when whoever tells this began.</param>
    public void Report(ScanProgress progress, TimeSpan begunAfter = default) =>
        progress.Mirror(Activity, Unasked, Undecided, PacketsSent, Time(Left), Time(Settled) + begunAfter);

    // Nothing that could not be is believed.
    private static TimeSpan? Time(long? milliseconds) => milliseconds is >= 0 and <= LongestMilliseconds and var known ? TimeSpan.FromMilliseconds(known) : null;
}
