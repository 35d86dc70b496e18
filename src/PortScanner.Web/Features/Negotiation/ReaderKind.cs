using PortScanner.Core.Reports;

namespace PortScanner.Web.Features.Negotiation;

/// <summary>Who reads an answer that is no report.</summary>
internal enum Reader
{
    /// <summary>A person at a terminal, or a script.</summary>
    Text,

    /// <summary>A browser, lynx and w3m among them.</summary>
    Html,

    /// <summary>A program.</summary>
    Json,
}

/// <summary>Chooses between a page, text and JSON.</summary>
internal static class ReaderKind
{
    private const string ItemKey = "PortScanner.ReportFormat";

    /// <summary>Notes the report format that a request asked for by name, so that a refusal comes in the same manner.</summary>
    public static void Remember(HttpContext context, IReportFormat format) => context.Items[ItemKey] = format;

    /// <summary>Whether a format was noted.</summary>
    public static bool IsRemembered(HttpContext context) => context.Items.ContainsKey(ItemKey);

    /// <summary>Who reads the answer to a request.</summary>
    public static Reader Of(HttpRequest request)
    {
        var format = request.HttpContext.Items[ItemKey] as IReportFormat ?? AcceptHeader.Choose(request, ReportFormats.Text);
        return format.MediaType switch
        {
            "text/html" => Reader.Html,
            "application/json" or "application/x-ndjson" => Reader.Json,
            _ => Reader.Text,
        };
    }
}
