using PortScanner.Core.Localization;

namespace PortScanner.Core.Results;

/// <summary>One row of <see cref="RemarkTable"/>.</summary>
/// <param name="Remark">The remark; a single flag.</param>
/// <param name="Name">The name in reports.</param>
public sealed record RemarkInfo(Remarks Remark, string Name)
{
    /// <summary>What it means, as plain sentences about the result.</summary>
    public string Sentence(Messages messages) => messages[$"remark.{Name}"];

    /// <summary>A few words for a row in which there is little room.</summary>
    public string Note(Messages messages) => messages[$"remark.{Name}.note"];
}

/// <summary>The table of remarks, in the order of their flags.</summary>
public static class RemarkTable
{
    private static readonly RemarkInfo[] Table =
    [
        new(Remarks.Provisional, "provisional"),
        new(Remarks.AllPortsOpen, "answers-for-every-port"),
        new(Remarks.HopCountAnomaly, "other-distance"),
        new(Remarks.SourcePrefix, "source-prefix"),
        new(Remarks.Waited, "waited"),
        new(Remarks.OddAccept, "odd-accept"),
        new(Remarks.Contradicted, "contradicted"),
        new(Remarks.ManyOpenPorts, "one-of-many"),
        new(Remarks.Unproved, "unproved"),
        new(Remarks.BanPossible, "ban-possible"),
        new(Remarks.Redirected, "redirected"),
        new(Remarks.SourceQuenched, "source-quenched"),
        new(Remarks.SeenTwice, "seen-twice"),
        new(Remarks.SeenOtherwise, "seen-otherwise"),
    ];

    /// <summary>All remarks.</summary>
    public static IReadOnlyList<RemarkInfo> All => Table;

    /// <summary>The notes of <paramref name="remarks"/>, in brackets.</summary>
    public static string Notes(this Remarks remarks, Messages messages) => $"({string.Join(", ", remarks.Infos().Select(info => info.Note(messages)))})";

    /// <summary>The rows of the flags that are set in <paramref name="remarks"/>.</summary>
    public static IEnumerable<RemarkInfo> Infos(this Remarks remarks) => Table.Where(info => (remarks & info.Remark) != Remarks.None);
}
