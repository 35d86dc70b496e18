using Microsoft.Net.Http.Headers;

using PortScanner.Reports;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Http.Negotiation;

/// <summary>Content negotiation by Accept (RFC 9110 section 12.5.1).</summary>
internal static class AcceptHeader
{
    // Browsers send less than two hundred characters; a list of thousands would be read and sorted for whoever asks, several times a request.
    private const int LongestField = 1024;

    /// <summary>The format that the caller likes best.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fallback">For callers that take anything, or nothing that there is.</param>
    public static IReportFormat Choose(HttpRequest request, IReportFormat fallback)
    {
        if (request.Headers.Accept.Sum(line => line?.Length ?? 0) > LongestField || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return fallback;
        }

        var refused = accepted.Where(type => type.Quality is 0).Select(type => ReportFormats.FindMediaType(type.MediaType.ToString())).ToHashSet();
        return accepted
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => TakesAnything(type) ? fallback : ReportFormats.FindMediaType(type.MediaType.ToString()))
            .Append(fallback)
            .Append(ReportFormats.Text)
            .FirstOrDefault(format => format is not null && !refused.Contains(format)) ?? fallback;
    }

    // Dillo asks for text/* alone, and does not know of other text than pages.
    private static bool TakesAnything(MediaTypeHeaderValue type) => type.MatchesAllTypes || (type.MatchesAllSubTypes && type.Type.Equals("text", StringComparison.OrdinalIgnoreCase));
}
