using PortScanner.Engine;

namespace PortScanner.Web.Features.Live;

/// <summary>What a running scan waits for, in words.</summary>
internal static class ActivityWords
{
    /// <summary>The sentence for what a scan is about.</summary>
    /// <param name="activity">That.</param>
    /// <param name="undecided">How many probes had no answer yet.</param>
    public static string Sentence(ScanActivity activity, int undecided) => activity switch
    {
        ScanActivity.Asking => "Every port is asked for the first time.",
        ScanActivity.AskingAgain => $"{Silent(undecided)} silent so far and {(undecided == 1 ? "is" : "are")} asked again, seconds apart, before silence counts.",
        ScanActivity.OvercomingLoss => $"Packets get lost on the way; {Silent(undecided)} silent and {(undecided == 1 ? "is" : "are")} asked more often.",
        ScanActivity.AwaitingLimit =>
            $"{undecided:N0} {(undecided == 1 ? "probe waits" : "probes wait")} for your router's error limit: it sends only so many error messages at a time.",
        ScanActivity.AwaitingLateAnswers => "All is asked. Some routers answer only after six seconds, so late answers are listened for.",
        ScanActivity.TestingFirewall => "The ports are done; odd packets now test what kind of firewall this is.",
        _ => throw new ArgumentOutOfRangeException(nameof(activity), activity, "Not an activity."),
    };

    private static string Silent(int count) => count == 1 ? "1 probe is" : $"{count:N0} probes are";
}
