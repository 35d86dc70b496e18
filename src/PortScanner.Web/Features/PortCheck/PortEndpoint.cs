using System.Text;

using PortScanner.Core.Localization;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.PortCheck;

/// <summary>"Is my port open?": the page that asks, and the answer, which is a scan like any other (<see cref="ScanStarter"/>).</summary>
internal sealed class PortEndpoint(ScanStarter starter, ScanEndpoint scans, Visitors visitors)
{
    /// <summary>Answers <c>GET</c>: nothing is started.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ports">The ports that the path names; null if it names none.</param>
    public IResult Show(HttpContext context, string? ports)
    {
        var visitor = visitors.Of(context);
        var asked = PortForm.Parse(ports, out var error);
        if (ports is null || error is null)
        {
            return PageResult.Of(
                context,
                language => PortPage.Html(visitor, language, new PortEntry(asked?.ToString() ?? "")),
                language => PortPage.Text(visitor, language, asked));
        }

        return PageResult.Of(
            context,
            language => PortPage.Html(visitor, language, Wrong(ports, error, language.Messages)),
            language => PortPage.WrongText(language.Messages.Format(error)),
            StatusCodes.Status404NotFound);
    }

    /// <summary>Answers <c>POST</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ports">The ports that the path names; null if the form does.</param>
    public async Task AskAsync(HttpContext context, string? ports)
    {
        var (scan, problem) = await starter.TryStartAsync(context, ReaderKind.FormatOf(context.Request), new PortForm(ports).Read, context.RequestAborted);
        if (scan is not null)
        {
            await scans.WriteReportAsync(context, scan);
            return;
        }

        await Answer(context, ports, problem!).ExecuteAsync(context);
    }

    // Who filled in the page's form gets it back as it was.
    private IResult Answer(HttpContext context, string? ports, Problem problem)
    {
        if (problem.Errors is not { } errors || ReaderKind.Of(context.Request) != Reader.Html)
        {
            return new ProblemResult(problem);
        }

        var form = context.Request.Form;
        var language = RequestLanguage.Of(context.Request);
        var entry = new PortEntry(ports ?? form[PortForm.PortsField].ToString())
        {
            Agrees = ScanRequest.Agrees(form),
            Errors = errors.ToDictionary(error => error.Key, error => string.Join(' ', error.Value.Select(language.Messages.Format)), StringComparer.Ordinal),
        };
        RequestLanguage.Announce(context.Response, language.Messages.Language);
        return Results.Text(PortPage.Html(visitors.Of(context), language, entry), "text/html", Encoding.UTF8, problem.Status);
    }

    private static PortEntry Wrong(string ports, Message error, Messages messages) =>
        new(ports) { Errors = new Dictionary<string, string>(StringComparer.Ordinal) { [PortForm.PortsField] = messages.Format(error) } };
}
