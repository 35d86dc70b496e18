using System.Diagnostics.CodeAnalysis;
using System.Text;

using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

using PortScanner.Core.Localization;
using PortScanner.Reports;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Http;

/// <summary>The form that a scan is asked for with.</summary>
internal static class PostedForm
{
    // A boundary has 70 characters at most (RFC 2046 section 5.1.1). A list of thousands of parameters would be read several times.
    private const int LongestContentType = 512;

    /// <summary>Reads it, and notes its format and language for whatever is answered.</summary>
    /// <returns>The form, or why it cannot be read.</returns>
    public static async Task<(IFormCollection? Form, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var (form, problem) = await ReadAsync(context.Request);
        if (form is not null)
        {
            if (!ReaderKind.IsRemembered(context) && ReportFormats.Find(form["format"].ToString()) is { } named)
            {
                ReaderKind.Remember(context, named);
            }

            RequestLanguage.Remember(context, form[ReaderLanguage.Field]);
        }

        return (form, problem);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever the framework throws over a form, it is the form's fault.")]
    private static async Task<(IFormCollection? Form, Problem? Problem)> ReadAsync(HttpRequest request)
    {
        if (request.ContentType is { Length: > LongestContentType })
        {
            return (null, Problem.Charset());
        }

        if (!request.HasFormContentType)
        {
            return (null, Problem.Body(new Message("refusal.no-form")));
        }

        if (!IsCharsetKnown(request))
        {
            return (null, Problem.Charset());
        }

        try
        {
            return (await request.ReadFormAsync(new FormOptions { ValueCountLimit = 32 }), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Problem.TooLarge());
        }
        catch (NotSupportedException)
        {
            // The parts of a multipart form name character sets of their own.
            return (null, Problem.Charset());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, Problem.Body(new Message("refusal.broken-form")));
        }
    }

    // The framework reads what it does not know as UTF-8, and fails over UTF-7, which is not safe to read.
    private static bool IsCharsetKnown(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        try
        {
            Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString());
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
