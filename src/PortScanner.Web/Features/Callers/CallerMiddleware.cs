using PortScanner.Reports;
using PortScanner.Web.Http;
using PortScanner.Web.Http.Negotiation;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Features.Callers;

/// <summary>Proves who makes each request, before any endpoint sees it; behind a proxy, whoever is not proved is refused.</summary>
internal sealed class CallerMiddleware(CallerReader callers, ForwardingSettings settings, ForwardingLog log, RecentVisits visits)
{
    /// <summary>Handles a request.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var proof = callers.Read(context);
        if (proof.Address is { } address)
        {
            CallerAddress.Prove(context, address, proof.Port);
        }

        if (settings.IsOn && !context.Request.IsHttps)
        {
            context.Request.Scheme = settings.Scheme;
        }

        // Who asks for that all the time is no visitor.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AnswersAnyone>() is not null)
        {
            await next(context);
            return;
        }

        try
        {
            await (proof.Fault is { } fault ? RefuseAsync(context, fault) : next(context));
        }
        finally
        {
            visits.Note();
        }
    }

    // In the format and the language that the endpoint itself would have answered in.
    private async Task RefuseAsync(HttpContext context, ForwardingFault fault)
    {
        log.Refused(fault);
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            ReaderKind.Remember(context, ReportFormats.Json);
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            await PostedForm.ReadAsync(context);
        }

        var problem = fault == ForwardingFault.UnknownPeer || fault == ForwardingFault.UnknownUser ? Problem.PastTheProxy() : Problem.Misconfigured();
        await new ProblemResult(problem).ExecuteAsync(context);
    }
}
