using PortScanner.Core.Localization;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Admission;

/// <summary>What a visitor is told whose scan a limit forbids.</summary>
internal static class LimitProblem
{
    /// <summary>What the visitor is answered.</summary>
    /// <param name="answer">Which limit forbids it, and for how long.</param>
    /// <param name="settings">How much each limit allows.</param>
    public static Problem Of(LimitAnswer answer, ScanLimitSettings settings) => answer.Reached switch
    {
        ScanLimit.Cooldown => Limit(StatusCodes.Status429TooManyRequests, "refusal.cooldown", "refusal.cooldown.text", answer.Wait),
        ScanLimit.Address => Limit(
            StatusCodes.Status429TooManyRequests, "refusal.limit-address", "refusal.limit-address.text", answer.Wait, settings.PerAddress, settings.Window),
        ScanLimit.Site => Limit(
            StatusCodes.Status429TooManyRequests, "refusal.limit-site", "refusal.limit-site.text", answer.Wait, settings.PerSite, settings.Window),
        ScanLimit.FormsOfAddress => Forms(settings.FormsPerAddress, answer.Wait, settings.Window),
        ScanLimit.FormsOfSite => Forms(settings.FormsPerSite, answer.Wait, settings.Window),
        ScanLimit.HouseholdAtOnce => AtOnce("/64", settings.AtOncePerHousehold, answer.Wait),
        ScanLimit.SiteAtOnce => AtOnce("/48", settings.AtOncePerSite, answer.Wait),
        ScanLimit.GentleAtOnce => Limit(
            StatusCodes.Status503ServiceUnavailable, "refusal.gentle-at-once", "refusal.gentle-at-once.text", answer.Wait, settings.GentleAtOnce),

        // Who is told this did not ask too often; the service as a whole has no more to give.
        _ => Limit(StatusCodes.Status503ServiceUnavailable, "refusal.limit-all", "refusal.limit-all.text", answer.Wait, settings.InAll, settings.Window),
    };

    private static Problem Limit(int status, string title, string text, TimeSpan wait, int most = 0, TimeSpan window = default) => new(
        status,
        new Message(title),
        [new Message(text, ("most", most), ("minutes", (int)Math.Ceiling(window.TotalMinutes))) { Count = Problem.Seconds(wait) }],
        wait);

    private static Problem Forms(int most, TimeSpan wait, TimeSpan window) =>
        Limit(StatusCodes.Status429TooManyRequests, "refusal.limit-forms", "refusal.limit-forms.text", wait, most, window);

    private static Problem AtOnce(string network, int most, TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests,
        new Message("refusal.at-once"),
        [new Message("refusal.at-once.text", ("most", most), ("network", network)) { Count = Problem.Seconds(wait) }],
        wait);
}
