using System.Globalization;

using PortScanner.Core.Reports;

namespace PortScanner.Web.Features.Refusals;

/// <summary>Why a request was not done, in words for the one who made it. No sentence holds an address.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">A few words.</param>
/// <param name="Sentences">What is wrong and what to do, a sentence or more a line.</param>
/// <param name="RetryAfter">When to try again; null if that would not help.</param>
internal sealed record Refusal(int Status, string Title, IReadOnlyList<string> Sentences, TimeSpan? RetryAfter = null)
{
    /// <summary>What is wrong by form field, for a program to read; null if no field is.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; private init; }

    public static Refusal Input(IReadOnlyDictionary<string, string[]> errors) =>
        new(
            StatusCodes.Status400BadRequest,
            "The scan was not started",
            [.. errors.SelectMany(field => field.Value, (field, error) => $"{field.Key}: {error}")])
        {
            Errors = errors,
        };

    public static Refusal Body(string sentence) => new(StatusCodes.Status400BadRequest, "The request could not be read", [sentence]);

    public static Refusal TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "The request is too large", ["A scan is asked for with a short form; this request holds far more."]);

    public static Refusal CrossSite() => new(
        StatusCodes.Status403Forbidden,
        "The scan was not started",
        ["This request came from a page of another site. A scan can be started only from this site's own page, or with a program such as curl."]);

    public static Refusal NoAddress() => new(
        StatusCodes.Status403Forbidden,
        "Your address cannot be tested",
        ["The connection has no IP address of its own, so nothing can be tested."]);

    public static Refusal Address(string sentence) => new(StatusCodes.Status403Forbidden, "Your address cannot be tested", [sentence]);

    public static Refusal AlreadyRunning(TimeSpan wait) => new(
        StatusCodes.Status409Conflict,
        "A scan of your address is already running",
        [$"One scan at a time is made of an address. It ends by itself, in {Seconds(wait)} seconds at the latest; or close it, and start again then."],
        wait);

    public static Refusal Busy(TimeSpan wait) => new(
        StatusCodes.Status503ServiceUnavailable,
        "Too many scans are running",
        [$"As many addresses are being tested as this machine can test reliably. Please come back in {Seconds(wait)} seconds."],
        wait);

    public static Refusal Unavailable(string sentence) => new(
        StatusCodes.Status503ServiceUnavailable, "The test is not available at the moment", [sentence], TimeSpan.FromSeconds(60));

    public static Refusal UsePost() => new(
        StatusCodes.Status405MethodNotAllowed,
        "A scan is started by POST only",
        ["Use the form on the start page, or: curl -sN -d consent=yes THIS-ADDRESS"]);

    public static Refusal WrongMethod(string allowed) => new(
        StatusCodes.Status405MethodNotAllowed, "This page can only be read", [$"The methods that it answers to are {allowed}."]);

    public static Refusal NotFound() => new(
        StatusCodes.Status404NotFound, "There is no such page", ["The start page is at /, and a scan is started from there."]);

    public static Refusal ScanGone() => new(
        StatusCodes.Status404NotFound,
        "There is no such test any more",
        ["A test is deleted when its results were taken, when nobody reads it for ten seconds, and ten minutes after it began. Start a new one."]);

    public static Refusal UnknownFormat() => new(
        StatusCodes.Status400BadRequest,
        "There is no such format",
        [$"Allowed is format= with one of {string.Join(", ", ReportFormats.All.Select(format => format.Name))}."]);

    public static Refusal Fault() => new(
        StatusCodes.Status500InternalServerError,
        "Something went wrong here",
        ["This is a fault of this program, not of yours. Nothing was kept of the request."]);

    private static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
