using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What a report says of a firewall that bans whoever asks many ports at once, and so hides open ones from a test.</summary>
public enum BanFinding : byte
{
    /// <summary>Nothing: the silence is backed by answers of the same kind, or there is none.</summary>
    None,

    /// <summary>The silence looks the same with such a firewall.</summary>
    Possible,

    /// <summary>Ports that had answered fell silent while the target was there.</summary>
    Recognised,
}

/// <summary>Tells and words the finding.</summary>
public static class BanFindings
{
    /// <summary>What <paramref name="report"/> shows. It is the scan's, and is borne by the rows that it is about.</summary>
    public static BanFinding Of(ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Rows.Any(row => row.Result.Reason == Reason.Banned) ? BanFinding.Recognised
            : report.Rows.Any(row => row.Result.Remarks.HasFlag(Remarks.BanPossible)) ? BanFinding.Possible
            : BanFinding.None;
    }

    /// <summary>The name in reports; null for none.</summary>
    public static string? Name(this BanFinding finding) => finding switch
    {
        BanFinding.Recognised => "recognised",
        BanFinding.Possible => "possible",
        _ => null,
    };

    /// <summary>
    /// What a reader must know of a ban that is possible; null if there is nothing. One that was recognised is why the scan ended early, and a
    /// gentle test can only have met one that was there before.
    /// </summary>
    public static string? Sentence(ScanReport report, Messages messages)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(messages);
        return Of(report) != BanFinding.Possible ? null
            : report.Header.Plan.Pace.IsGentle ? messages["report.ban-before"]
            : RemarkTable.All.Single(info => info.Remark == Remarks.BanPossible).Sentence(messages);
    }
}
