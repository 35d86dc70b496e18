using System.Globalization;

using PortScanner.Core.Words;
using PortScanner.Reports;

namespace PortScanner.Web.Http.Refusals;

/// <summary>Why a request was not done, in words for the one who made it. No sentence holds an address.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentences">What is wrong and what to do, a sentence or more a line.</param>
/// <param name="RetryAfter">When to try again; null if that would not help.</param>
internal sealed record Refusal(int Status, Phrase Title, IReadOnlyList<Phrase> Sentences, TimeSpan? RetryAfter = null)
{
    /// <summary>What is wrong by form field, for a program to read; null if no field is.</summary>
    public IReadOnlyDictionary<string, Phrase[]>? Errors { get; private init; }

    /// <summary>A word for it, by which refusals are counted.</summary>
    public string Reason { get; private init; } = Title.Key[(Title.Key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public static Refusal Input(IReadOnlyDictionary<string, Phrase[]> errors) =>
        new(
            StatusCodes.Status400BadRequest,
            new Phrase("refusal.not-started"),
            [.. errors.SelectMany(field => field.Value, (field, error) => new Phrase("refusal.field", ("field", field.Key), ("error", error)))])
        {
            Errors = errors,
            Reason = "form",
        };

    public static Refusal Body(Phrase sentence) => new(StatusCodes.Status400BadRequest, new Phrase("refusal.unreadable"), [sentence]);

    public static Refusal TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, new Phrase("refusal.too-large"), [new Phrase("refusal.too-large.text")]);

    public static Refusal Charset() => new(
        StatusCodes.Status415UnsupportedMediaType, new Phrase("refusal.charset"), [new Phrase("refusal.charset.text")]);

    public static Refusal CrossSite() => new(
        StatusCodes.Status403Forbidden,
        new Phrase("refusal.not-started"),
        [new Phrase("refusal.cross-site")]) { Reason = "cross-site" };

    public static Refusal NoAddress() => new(
        StatusCodes.Status403Forbidden,
        new Phrase("address.refused"),
        [new Phrase("address.none")]) { Reason = "address-none" };

    public static Refusal Address(Phrase sentence) => new(StatusCodes.Status403Forbidden, new Phrase("address.refused"), [sentence])
    {
        Reason = sentence.Key.Replace('.', '-'),
    };

    public static Refusal Misconfigured() => new(
        StatusCodes.Status503ServiceUnavailable, new Phrase("refusal.misconfigured"), [new Phrase("refusal.misconfigured.text")]);

    public static Refusal PastTheProxy() => new(
        StatusCodes.Status403Forbidden, new Phrase("refusal.past-the-proxy"), [new Phrase("refusal.past-the-proxy.text")]);

    public static Refusal AlreadyRunning(TimeSpan wait) => new(
        StatusCodes.Status409Conflict,
        new Phrase("refusal.already-running"),
        [new Phrase("refusal.already-running.text") { Count = Seconds(wait) }],
        wait);

    public static Refusal Busy(TimeSpan wait) => new(
        StatusCodes.Status503ServiceUnavailable,
        new Phrase("refusal.busy"),
        [new Phrase("refusal.busy.text") { Count = Seconds(wait) }],
        wait);

    public static Refusal Unavailable(Phrase sentence) => new(
        StatusCodes.Status503ServiceUnavailable, new Phrase("refusal.unavailable"), [sentence], TimeSpan.FromSeconds(60));

    public static Refusal UsePost() => new(
        StatusCodes.Status405MethodNotAllowed,
        new Phrase("refusal.use-post"),
        [new Phrase("refusal.use-post.text")]);

    public static Refusal WrongMethod(string allowed) => new(
        StatusCodes.Status405MethodNotAllowed, new Phrase("refusal.wrong-method"), [new Phrase("refusal.wrong-method.text", ("methods", allowed))]);

    public static Refusal NotFound() => new(
        StatusCodes.Status404NotFound, new Phrase("refusal.not-found"), [new Phrase("refusal.not-found.text")]);

    public static Refusal ScanGone() => new(
        StatusCodes.Status404NotFound,
        new Phrase("refusal.scan-gone"),
        [new Phrase("refusal.scan-gone.text")]);

    public static Refusal TooManyReaders(int most) => new(
        StatusCodes.Status429TooManyRequests,
        new Phrase("refusal.readers"),
        [new Phrase("refusal.readers.text", ("most", most.ToString(CultureInfo.InvariantCulture)))],
        TimeSpan.FromSeconds(1));

    public static Refusal UnknownFormat() => new(
        StatusCodes.Status400BadRequest,
        new Phrase("refusal.unknown-format"),
        [new Phrase("refusal.unknown-format.text", ("names", string.Join(", ", ReportFormats.All.Select(format => format.Name))))]);

    public static Refusal Fault() => new(
        StatusCodes.Status500InternalServerError,
        new Phrase("refusal.fault"),
        [new Phrase("refusal.fault.text")]);

    /// <summary>A time as it is told: in whole seconds, and never too short.</summary>
    public static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);
}
