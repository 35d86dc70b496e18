using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Features.Pages;

/// <summary>Knows who reads a page, and whether a test that it would offer him can be had.</summary>
internal sealed class Visitors(WebOptions options, ScanAdmission admission, ForwardingSettings forwarding)
{
    // What web proxies say of themselves (RFC 9110 section 7.6.3, RFC 7239). Anybody can send it, so it only ever makes a sentence.
    private static readonly string[] Signs = ["Via", "X-Forwarded-For", "Forwarded"];

    /// <summary>The visitor of a request.</summary>
    public Visitor Of(HttpContext context) => Visitor.Of(context, options) with
    {
        Refusal = admission.WhyRefused(CallerAddress.Of(context)),
        SaysProxy = !forwarding.IsOn && Signs.Any(context.Request.Headers.ContainsKey),
    };
}
