using System.Globalization;
using System.Text;

using PortScanner.Core.Localization;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Operator;

/// <summary>
/// What programs and abuse desks look for: <c>probing.txt</c> (RFC 9511 section 2.2) and <c>security.txt</c> (RFC 9116), which share a form. Without
/// a contact there is neither, as both are there to name one.
/// </summary>
internal static class WellKnownFiles
{
    /// <summary>Where the probes are described.</summary>
    public const string ProbingPath = "/.well-known/probing.txt";

    /// <summary>Where it is told whom to tell of a weakness.</summary>
    public const string SecurityPath = "/.well-known/security.txt";

    private const string Description =
        "Each probe was asked for by a visitor of this tester's website, of the very address that it went to, to see what a firewall lets through. "
        + "There is no way to have another address probed. Results are shown to that visitor and not kept.";

    // It is made anew each time; RFC 9116 section 2.5.5 advises less than a year.
    private static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    /// <summary>Maps both.</summary>
    public static void Map(WebApplication app)
    {
        app.MapMethods(ProbingPath, PageResult.Reading, (OperatorSettings settings, TimeProvider timeProvider) =>
            Answer(settings, timeProvider, ProbingPath, $"Description: {Description}\n")).WithMetadata(new AnswersAnyone());
        app.MapMethods(SecurityPath, PageResult.Reading, (OperatorSettings settings, TimeProvider timeProvider) =>
            Answer(settings, timeProvider, SecurityPath, "")).WithMetadata(new AnswersAnyone());
    }

    /// <summary>The text of a file.</summary>
    public static string Write(OperatorSettings settings, DateTimeOffset now, string path, string more)
    {
        var text = new StringBuilder();
        if (settings.PublicOrigin is { } origin)
        {
            text.Append(CultureInfo.InvariantCulture, $"Canonical: {origin}{path}\n");
        }

        // RFC 3339, as RFC 9116 section 2.5.5 demands.
        text.Append(CultureInfo.InvariantCulture, $"Contact: {settings.Contact}\n");
        text.Append(CultureInfo.InvariantCulture, $"Expires: {(now + Validity).UtcDateTime:yyyy-MM-dd'T'00:00:00'Z'}\n");
        text.Append(CultureInfo.InvariantCulture, $"Preferred-Languages: {string.Join(", ", Languages.All.Select(messages => messages.Language.Code))}\n");
        return text.Append(more).ToString();
    }

    private static IResult Answer(OperatorSettings settings, TimeProvider timeProvider, string path, string more) => settings.Contact is null
        ? new ProblemResult(Problem.NotFound())
        : Results.Text(Write(settings, timeProvider.GetUtcNow(), path, more), "text/plain", Encoding.UTF8);
}
