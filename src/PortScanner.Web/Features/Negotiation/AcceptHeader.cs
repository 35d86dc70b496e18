using Microsoft.Net.Http.Headers;

using PortScanner.Core.Reports;

namespace PortScanner.Web.Features.Negotiation;

/// <summary>Content negotiation by Accept (RFC 9110 section 12.5.1).</summary>
internal static class AcceptHeader
{
    // Browsers send less than two hundred characters; a list of thousands would be read and sorted for whoever asks, several times a request.
    private const int LongestField = 1024;

    /// <summary>The format that the caller likes best.</summary>
    /// <param name="request">The request.</param>
    /// <param name="fallback">For callers that take anything, as curl does.</param>
    public static IReportFormat Choose(HttpRequest request, IReportFormat fallback)
    {
        if (request.Headers.Accept.Sum(line => line?.Length ?? 0) > LongestField || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return fallback;
        }

        return accepted
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MatchesAllTypes ? fallback : ReportFormats.FindMediaType(type.MediaType.ToString()))
            .FirstOrDefault(format => format is not null) ?? fallback;
    }
}
