using Microsoft.AspNetCore.Http.Features;

using PortScanner.Core.Reports;
using PortScanner.Core.Words;
using PortScanner.Web.Features.Negotiation;
using PortScanner.Web.Features.Refusals;

namespace PortScanner.Web.Features.Scans;

/// <summary>The form that a scan is asked for with.</summary>
internal static class PostedForm
{
    /// <summary>Reads it, and notes its format and language for whatever is answered.</summary>
    /// <returns>The form, or why it cannot be read.</returns>
    public static async Task<(IFormCollection? Form, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        var (form, refusal) = await ReadAsync(context.Request);
        if (form is not null)
        {
            if (!ReaderKind.IsRemembered(context) && ReportFormats.Find(form["format"].ToString()) is { } named)
            {
                ReaderKind.Remember(context, named);
            }

            RequestLanguage.Remember(context, form[ReaderLanguage.Field]);
        }

        return (form, refusal);
    }

    private static async Task<(IFormCollection? Form, Refusal? Refusal)> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return (null, Refusal.Body(new Phrase("refusal.no-form")));
        }

        try
        {
            return (await request.ReadFormAsync(new FormOptions { ValueCountLimit = 32 }), null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Refusal.TooLarge());
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException)
        {
            return (null, Refusal.Body(new Phrase("refusal.broken-form")));
        }
    }
}
