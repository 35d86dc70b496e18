using System.Globalization;

using PortScanner.Core.Localization;
using PortScanner.Reports;

namespace PortScanner.Web.Http.Problems;

/// <summary>Why a request was not done, in words for the one who made it. No sentence holds an address.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentences">What is wrong and what to do, a sentence or more a line.</param>
/// <param name="RetryAfter">When to try again; null if that would not help.</param>
internal sealed record Problem(int Status, Message Title, IReadOnlyList<Message> Sentences, TimeSpan? RetryAfter = null)
{
    /// <summary>What is wrong by form field, for a program to read; null if no field is.</summary>
    public IReadOnlyDictionary<string, Message[]>? Errors { get; private init; }

    /// <summary>A word for it, by which refusals are counted.</summary>
    public string Reason { get; private init; } = Title.Key[(Title.Key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public static Problem Input(IReadOnlyDictionary<string, Message[]> errors) =>
        new(
            StatusCodes.Status400BadRequest,
            new Message("refusal.not-started"),
            [.. errors.SelectMany(field => field.Value, (field, error) => new Message("refusal.field", ("field", field.Key), ("error", error)))])
        {
            Errors = errors,
            Reason = "form",
        };

    public static Problem Body(Message sentence) => new(StatusCodes.Status400BadRequest, new Message("refusal.unreadable"), [sentence]);

    public static Problem TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, new Message("refusal.too-large"), [new Message("refusal.too-large.text")]);

    public static Problem Charset() => new(
        StatusCodes.Status415UnsupportedMediaType, new Message("refusal.charset"), [new Message("refusal.charset.text")]);

    public static Problem CrossSite() => new(
        StatusCodes.Status403Forbidden,
        new Message("refusal.not-started"),
        [new Message("refusal.cross-site")]) { Reason = "cross-site" };

    public static Problem NoAddress() => new(
        StatusCodes.Status403Forbidden,
        new Message("address.refused"),
        [new Message("address.none")]) { Reason = "address-none" };

    public static Problem Address(Message sentence) => new(StatusCodes.Status403Forbidden, new Message("address.refused"), [sentence])
    {
        Reason = sentence.Key.Replace('.', '-'),
    };

    public static Problem Misconfigured() => new(
        StatusCodes.Status503ServiceUnavailable, new Message("refusal.misconfigured"), [new Message("refusal.misconfigured.text")]);

    public static Problem PastTheProxy() => new(
        StatusCodes.Status403Forbidden, new Message("refusal.past-the-proxy"), [new Message("refusal.past-the-proxy.text")]);

    public static Problem AlreadyRunning(TimeSpan wait) => new(
        StatusCodes.Status409Conflict,
        new Message("refusal.already-running"),
        [new Message("refusal.already-running.text") { Count = Seconds(wait) }],
        wait);

    public static Problem Busy(TimeSpan wait) => new(
        StatusCodes.Status503ServiceUnavailable,
        new Message("refusal.busy"),
        [new Message("refusal.busy.text") { Count = Seconds(wait) }],
        wait);

    public static Problem Unavailable(Message sentence) => new(
        StatusCodes.Status503ServiceUnavailable, new Message("refusal.unavailable"), [sentence], TimeSpan.FromSeconds(60));

    public static Problem UsePost() => new(
        StatusCodes.Status405MethodNotAllowed,
        new Message("refusal.use-post"),
        [new Message("refusal.use-post.text")]);

    public static Problem WrongMethod(string allowed) => new(
        StatusCodes.Status405MethodNotAllowed, new Message("refusal.wrong-method"), [new Message("refusal.wrong-method.text", ("methods", allowed))]);

    public static Problem NotFound() => new(
        StatusCodes.Status404NotFound, new Message("refusal.not-found"), [new Message("refusal.not-found.text")]);

    public static Problem ScanGone() => new(
        StatusCodes.Status404NotFound,
        new Message("refusal.scan-gone"),
        [new Message("refusal.scan-gone.text")]);

    public static Problem TooManyReaders(int most) => new(
        StatusCodes.Status429TooManyRequests,
        new Message("refusal.readers"),
        [new Message("refusal.readers.text", ("most", most.ToString(CultureInfo.InvariantCulture)))],
        TimeSpan.FromSeconds(1));

    public static Problem UnknownFormat() => new(
        StatusCodes.Status400BadRequest,
        new Message("refusal.unknown-format"),
        [new Message("refusal.unknown-format.text", ("names", string.Join(", ", ReportFormats.All.Select(format => format.Name))))]);

    public static Problem Fault() => new(
        StatusCodes.Status500InternalServerError,
        new Message("refusal.fault"),
        [new Message("refusal.fault.text")]);

    /// <summary>A time as it is told: in whole seconds, and never too short.</summary>
    public static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);
}
