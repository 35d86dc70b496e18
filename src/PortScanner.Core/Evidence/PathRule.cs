using PortScanner.Core.Results;

namespace PortScanner.Core.Evidence;

/// <summary>
/// Whose silence it is, where the tester is another machine than the one that the visitor's connection leads to: that connection then tells that the visitor
/// is there, and nothing of the tester's own way out.
/// </summary>
public static class PathRule
{
    /// <summary>Why silence that was proved by rounds is not the target's, or may not be; null where it is.</summary>
    /// <param name="passage">What became of packets to the port, sent to somebody who always answers; null if nobody knows.</param>
    /// <param name="wasCut">Whether the tester's path was found not to work while the scan went on.</param>
    /// <param name="wasHeard">Whether somebody who always answers did so, in the probe's protocol, in the second half of the scan.</param>
    /// <param name="isAnswered">Whether the target itself answered this tester, in the probe's protocol.</param>
    /// <param name="isMissed">Whether the target answers another tester what it does not answer this one.</param>
    public static Reason? DoubtOf(bool? passage, bool wasCut, bool wasHeard, bool isAnswered, bool isMissed = false) =>
        passage == false ? Reason.TesterFiltered
        : wasCut || isMissed ? Reason.TesterPath
        : (passage == true && wasHeard) || isAnswered ? null
        : Reason.TesterPath;
}
