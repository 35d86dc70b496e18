using System.Globalization;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Engine.Options;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Pages;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;

namespace PortScanner.Web.Features.Help;

/// <summary>Help: a page for each state, each port and each question.</summary>
internal static class HelpFeature
{
    /// <summary>The field of the form that asks for a port.</summary>
    public const string NumberField = "number";

    /// <summary>Maps <c>/help</c> and what lies below it.</summary>
    public static void MapHelp(this WebApplication app)
    {
        Map(app, HelpPaths.Index, words => HelpIndex.Page(words.Messages));
        foreach (var state in StateHelp.All)
        {
            Map(app, state.Path, state.Page);
        }

        foreach (var question in Question.All)
        {
            Map(app, question.Path, question.Page);
        }

        app.MapMethods(HelpPaths.Ports, PageResult.Reading, Ports);
        app.MapMethods($"{HelpPaths.Ports}/{{number}}", PageResult.Reading, (string number, HttpContext context, UdpPayloads payloads) =>
            TryParse(number, out var port)
                ? Answer(context, language => PortHelp.Page(port, payloads, language.Messages))
                : NoSuchPort(context));
    }

    private static void Map(WebApplication app, string path, Func<HelpMessages, HelpPage> page) => app.MapMethods(
        path,
        PageResult.Reading,
        (HttpContext context, ScanEngineOptions engine) =>
            Answer(context, language => page(new HelpMessages(language.Messages, engine))));

    // The form leads here, since without script it cannot make the path itself.
    private static IResult Ports(HttpContext context)
    {
        if (!context.Request.Query.TryGetValue(NumberField, out var number))
        {
            return Answer(context, language => PortHelp.List(language.Messages));
        }

        return TryParse(number.ToString().Trim(), out var port)
            ? Results.LocalRedirect(RequestLanguage.Of(context.Request).Link(HelpPaths.OfPort(port)))
            : NoSuchPort(context);
    }

    private static IResult NoSuchPort(HttpContext context) =>
        Answer(context, language => PortHelp.NoSuchPort(language.Messages), StatusCodes.Status404NotFound);

    private static IResult Answer(HttpContext context, Func<ReaderLanguage, HelpPage> page, int status = StatusCodes.Status200OK) => PageResult.Of(
        context,
        language => HelpHtml.Write(page(language), language),
        language => HelpText.Write(page(language), language, Visitor.SiteUrlOf(context.Request)),
        status);

    private static bool TryParse(string number, out ushort port) => ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
