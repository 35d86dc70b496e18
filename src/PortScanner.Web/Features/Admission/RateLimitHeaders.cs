using System.Globalization;

namespace PortScanner.Web.Features.Admission;

/// <summary>
/// Tells callers their limits, so that a program need not run into them: <c>RateLimit-Policy</c> and <c>RateLimit</c>, in the form that
/// draft-ietf-httpapi-ratelimit-headers has had since its version 08 (lists of RFC 9651: a name, then q, w and r, t, in seconds).
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>Adds the headers to an answer.</summary>
    /// <remarks>Only the caller's own limits are told; how many others are there is nobody's business.</remarks>
    public static void Write(IHeaderDictionary headers, IReadOnlyList<LimitState> states)
    {
        headers["RateLimit-Policy"] = string.Join(", ", states.Select(state =>
            string.Create(CultureInfo.InvariantCulture, $"\"{NameOf(state)}\";q={state.Quota};w={Seconds(state.Window)}")));
        headers["RateLimit"] = string.Join(", ", states.Select(state =>
            string.Create(CultureInfo.InvariantCulture, $"\"{NameOf(state)}\";r={state.Remaining};t={Seconds(state.Reset)}")));
    }

    private static string NameOf(LimitState state) => state.Limit == ScanLimit.Site ? "site" : "address";

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);
}
