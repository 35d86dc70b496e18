using PortScanner.Reports;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Http.Negotiation;

/// <summary>Who reads an answer that is no report.</summary>
internal enum Reader
{
    /// <summary>A person at a terminal, or a script.</summary>
    Text,

    /// <summary>A browser, lynx, w3m, links and elinks among them.</summary>
    Html,

    /// <summary>A program.</summary>
    Json,
}

/// <summary>Chooses between a page, text and JSON.</summary>
internal static class ReaderKind
{
    /// <summary>The name of the query parameter, and of the form field, that names the format.</summary>
    private const string Field = "format";

    /// <summary>Notes the report format that a request asked for by name, so that a refusal comes in the same manner.</summary>
    public static void Remember(HttpContext context, IReportFormat format) => context.Features.Set(format);

    /// <summary>Whether a format was noted.</summary>
    public static bool IsRemembered(HttpContext context) => context.Features.Get<IReportFormat>() is not null;

    /// <summary>The format that a request is answered in: the one that it names, else the one that it likes best, else what its program is used for.</summary>
    public static IReportFormat FormatOf(HttpRequest request) =>
        request.HttpContext.Features.Get<IReportFormat>()
        ?? (request.Query.TryGetValue(Field, out var named) ? ReportFormats.Find(named.ToString()) : null)
        ?? AcceptHeader.Choose(request, IsBrowser(request) ? ReportFormats.Html : ReportFormats.Text);

    /// <summary>Who reads the answer to a request.</summary>
    public static Reader Of(HttpRequest request) => FormatOf(request).MediaType switch
    {
        "text/html" => Reader.Html,
        "application/json" or "application/x-ndjson" => Reader.Json,
        _ => Reader.Text,
    };

    // Who takes anything may be a browser that says no more, such as links, for whom text would be a page without a form. Without a name it is a
    // script, as a rule; browsers that hide theirs still say what they take and which language they speak.
    private static bool IsBrowser(HttpRequest request) => request.Headers.UserAgent.ToString() is { Length: > 0 } name
        ? !CommandLineClients.IsNamedIn(name)
        : request.Headers.Accept.Count > 0 && request.Headers.AcceptLanguage.Count > 0;
}
