using PortScanner.Core.Localization;
using PortScanner.Engine.Contract;

namespace PortScanner.Web.Features.Scans;

/// <summary>What a running scan waits for, in words.</summary>
internal static class ActivityMessages
{
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
}
