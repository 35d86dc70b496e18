using System.Globalization;
using System.Text;

using Microsoft.AspNetCore.Mvc;

using PortScanner.Core.Localization;
using PortScanner.Reports.Html;
using PortScanner.Reports.Text;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Http.Problems;

/// <summary>Answers with a refusal: a page, plain text, or a problem document (RFC 9457), as the caller reads.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var language = RequestLanguage.Of(httpContext.Request);
        RequestLanguage.Announce(response, language.Messages.Language);
        return ReaderKind.Of(httpContext.Request) switch
        {
            Reader.Html => WriteAsync(response, "text/html", Html(language)),
            Reader.Json => Results.Problem(Problem(language.Messages)).ExecuteAsync(httpContext),
            _ => WriteAsync(response, "text/plain", Text(language.Messages)),
        };
    }

    private static Task WriteAsync(HttpResponse response, string mediaType, string body)
    {
        response.ContentType = $"{mediaType}; charset=utf-8";
        return response.WriteAsync(body);
    }

    private string Text(Messages messages)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new TextLines(output);
        lines.Wrapped(string.Empty, $"{messages.Format(problem.Title)}.");
        foreach (var sentence in problem.Sentences)
        {
            lines.Wrapped(string.Empty, messages.Format(sentence));
        }

        return output.ToString();
    }

    private string Html(ReaderLanguage language)
    {
        var page = new StringBuilder();
        using var output = new StringWriter(page);
        HtmlPage.WriteHead(output, language, language.Messages.Format(problem.Title));
        foreach (var sentence in problem.Sentences)
        {
            output.Write($"<p>{HtmlPage.Encode(language.Messages.Format(sentence))}</p>\n");
        }

        HtmlPage.WriteFoot(output, language);
        return page.ToString();
    }

    private ProblemDetails Problem(Messages messages)
    {
        var details = problem.Errors is { } errors
            ? new HttpValidationProblemDetails(errors.ToDictionary(field => field.Key, field => field.Value.Select(messages.Format).ToArray(), StringComparer.Ordinal))
            : new ProblemDetails();
        details.Status = problem.Status;
        details.Title = messages.Format(problem.Title);
        details.Detail = string.Join(' ', problem.Sentences.Select(messages.Format));
        return details;
    }
}
