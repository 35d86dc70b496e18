using PortScanner.Core.Localization;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Scans;

/// <summary>What a running scan waits for, in words.</summary>
internal static class ActivityMessages
{
    private const double LongestInSeconds = 100;

    /// <summary>The sentence for what a scan is about.</summary>
    /// <param name="activity">That.</param>
    /// <param name="undecided">How many probes had no answer yet.</param>
    /// <param name="messages">The reader's language.</param>
    public static string Sentence(ScanActivity activity, int undecided, Messages messages) => activity switch
    {
        ScanActivity.Asking => messages["activity.asking"],
        ScanActivity.AskingAgain => messages.Count("activity.asking-again", undecided),
        ScanActivity.OvercomingLoss => messages.Count("activity.overcoming-loss", undecided),
        ScanActivity.AwaitingLimit => messages.Count("activity.awaiting-limit", undecided),
        ScanActivity.AwaitingLateAnswers => messages["activity.awaiting-late-answers"],
        ScanActivity.TestingFirewall => messages["activity.testing-firewall"],
        ScanActivity.AwaitingTarget => messages["activity.awaiting-target"],
        _ => throw new ArgumentOutOfRangeException(nameof(activity), activity, "Not an activity."),
    };

    /// <summary>How far a scan has got, for who cannot watch a number change.</summary>
    /// <param name="progress">What the scan tells.</param>
    /// <param name="all">How many probes the plan has.</param>
    /// <param name="open">How many were found open.</param>
    /// <param name="messages">The reader's language.</param>
    /// <returns>Null before anything can be said of the time that is left.</returns>
    public static string? Progress(ScanProgress progress, int all, int open, Messages messages) => progress switch
    {
        { TimeLeft: not { Ticks: > 0 } } => null,
        { Unasked: > 0 and var unasked } => messages.Format(new Message("activity.progress", ("sent", all - unasked), ("all", all), ("open", open), ("time", Time(progress)))),
        { Undecided: > 0 and var undecided } => messages.Format(
            new Message("activity.progress-again", ("all", all), ("open", open), ("undecided", undecided), ("time", Time(progress)))),
        _ => null,
    };

    private static Message Time(ScanProgress progress) => progress.TimeLeft is { TotalSeconds: < LongestInSeconds and var seconds }
        ? new Message("activity.seconds") { Count = Math.Max((long)Math.Ceiling(seconds), 1) }
        : new Message("activity.minutes") { Count = (long)Math.Ceiling(progress.TimeLeft!.Value.TotalMinutes) };
}
