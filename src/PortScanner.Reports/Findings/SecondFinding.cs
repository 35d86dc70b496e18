using PortScanner.Core.Evidence;
using PortScanner.Core.Localization;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What a report says of a second tester that was asked some of the same.</summary>
public enum SecondFinding : byte
{
    /// <summary>Nothing: there was none, or it could not tell either.</summary>
    None,

    /// <summary>It saw what the first saw.</summary>
    Agreed,

    /// <summary>It saw some of it otherwise.</summary>
    Differed,

    /// <summary>It was answered where the first was not: a firewall shuts out who asks much, or some networks.</summary>
    ShutOut,
}

/// <summary>Tells and words the finding.</summary>
public static class SecondFindings
{
    /// <summary>What <paramref name="report"/> shows. It is borne by the rows that it is about.</summary>
    public static SecondFinding Of(ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var contradicted = report.Rows.Count(row => row.Result.Reason == Reason.TestersDiffer);
        return contradicted >= SecondOpinion.ContradictionsThatTell ? SecondFinding.ShutOut
            : contradicted > 0 || report.Rows.Any(row => row.Result.Remarks.HasFlag(Remarks.SeenOtherwise)) ? SecondFinding.Differed
            : report.Rows.Any(row => row.Result.Remarks.HasFlag(Remarks.SeenTwice)) ? SecondFinding.Agreed
            : SecondFinding.None;
    }

    /// <summary>The name in reports; null for none.</summary>
    public static string? Name(this SecondFinding finding) => finding switch
    {
        SecondFinding.Agreed => "agreed",
        SecondFinding.Differed => "differed",
        SecondFinding.ShutOut => "shut-out",
        _ => null,
    };

    /// <summary>What a reader must know of it; null if there is nothing.</summary>
    public static string? Sentence(ScanReport report, Messages messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return Of(report) switch
        {
            SecondFinding.Agreed => messages["report.second.agreed"],
            SecondFinding.Differed => messages["report.second.differed"],
            SecondFinding.ShutOut => messages["report.second.shut-out"],
            _ => null,
        };
    }
}
