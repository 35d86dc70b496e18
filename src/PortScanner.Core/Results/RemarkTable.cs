namespace PortScanner.Core.Results;

/// <summary>One row of <see cref="RemarkTable"/>.</summary>
/// <param name="Remark">The remark; a single flag.</param>
/// <param name="Name">The name in reports.</param>
/// <param name="Note">A few words for a row in which there is little room.</param>
/// <param name="Sentence">What it means, as a plain sentence about the result.</param>
public sealed record RemarkInfo(Remarks Remark, string Name, string Note, string Sentence);

/// <summary>The table of remarks, in the order of their flags.</summary>
public static class RemarkTable
{
    private static readonly RemarkInfo[] Table =
    [
        new(
            Remarks.Provisional,
            "provisional",
            "so far",
            "Nothing came back so far, but late answers are still listened for; a later result for the same probe replaces this one."),
        new(
            Remarks.AnswersForEveryPort,
            "answers-for-every-port",
            "any port",
            "The target also accepted connections on random ports where nothing should listen. Some device answers for every port, so " +
            "this does not show a real service."),
        new(
            Remarks.OtherDistance,
            "other-distance",
            "from another distance",
            "The answer bears the tested address, but came from another distance than most of its answers; another device, such as " +
            "a router or a firewall, may have given it, or may stand between."),
        new(
            Remarks.SourcePrefix,
            "source-prefix",
            "re-asked",
            "Your side sends only so many error messages to one address, so these were asked again from other addresses of this tester, " +
            "and this is what was answered there."),
        new(
            Remarks.Waited,
            "waited",
            "waited",
            "Your side sends only so many error messages at a time, so this answer had to be waited for."),
        new(
            Remarks.OddAccept,
            "odd-accept",
            "odd accept",
            "The connection was accepted as services hardly ever do: with no room for data, or with data at once. A device that " +
            "stands before the target does so, or a trap for scanners (tarpit, decoy)."),
        new(
            Remarks.Contradicted,
            "contradicted",
            "contradicted",
            "Different answers came: some that accept and some that refuse, or refusals of two kinds. The strongest counts; a device " +
            "on the way may give the others."),
        new(
            Remarks.OneOfMany,
            "one-of-many",
            "one of many",
            "Nearly every port of this kind that was asked answered, and no ordinary machine offers so much. Some device answers for " +
            "them all, so this does not show a real service."),
    ];

    /// <summary>All remarks.</summary>
    public static IReadOnlyList<RemarkInfo> All => Table;

    /// <summary>The notes of <paramref name="remarks"/>, in brackets.</summary>
    public static string Notes(this Remarks remarks) => $"({string.Join(", ", remarks.Infos().Select(info => info.Note))})";

    /// <summary>The rows of the flags that are set in <paramref name="remarks"/>.</summary>
    public static IEnumerable<RemarkInfo> Infos(this Remarks remarks) => Table.Where(info => (remarks & info.Remark) != Remarks.None);
}
