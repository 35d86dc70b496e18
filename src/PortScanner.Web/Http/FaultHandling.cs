using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Localization;
using PortScanner.Storage;
using PortScanner.Web.Http.Problems;

namespace PortScanner.Web.Http;

/// <summary>What a request that fails is answered, and what is logged of it: never more than the kind of fault.</summary>
internal static class FaultHandling
{
    /// <summary>Catches what no feature did.</summary>
    public static void UseFaultHandling(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PortScanner.Web.Requests");
        app.Use((context, next) => HandleAsync(context, next, logger));
        app.Use((context, next) => HasHost(context.Request) ? next(context) : new ProblemResult(Problem.Body(new Message("refusal.host"))).ExecuteAsync(context));
        app.UseStatusCodePages(context => AnswerBareStatusAsync(context.HttpContext));
    }

    // The framework answers these two by itself, with a status and nothing to read.
    private static Task AnswerBareStatusAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new ProblemResult(Problem.NotFound()).ExecuteAsync(context),
        StatusCodes.Status405MethodNotAllowed => new ProblemResult(Problem.WrongMethod(context.Response.Headers.Allow.ToString())).ExecuteAsync(context),
        _ => Task.CompletedTask,
    };

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The last place before the framework logs the exception.")]
    private static async Task HandleAsync(HttpContext context, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader went away; there is nobody left to tell.
        }
        catch (ReaderGoneException)
        {
            // As above. It is no fault, and whoever likes could fill the log with it.
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, Problem.Body(new Message("refusal.broken-form")) with { Status = e.StatusCode });
        }
        catch (ScanStoreException e)
        {
            FaultLog.StoreFailed(logger, e.Error, e.Message);
            await AnswerAsync(context, Problem.Unavailable(new Message(e.Error == ScanStoreError.WouldKeepData ? "refusal.store-keeps" : "refusal.store")));
        }
        catch (Exception e)
        {
            FaultLog.RequestFailed(logger, e.GetType().Name);
            await AnswerAsync(context, Problem.Fault());
        }
    }

    // The framework takes a name for one until it is to be written, and then fails over labels that are no Punycode (RFC 3492).
    private static bool HasHost(HttpRequest request)
    {
        try
        {
            request.Host.ToUriComponent();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        if (!context.Response.HasStarted)
        {
            return new ProblemResult(problem).ExecuteAsync(context);
        }

        // Part of the report is out already; a cut connection says that it is not whole.
        context.Abort();
        return Task.CompletedTask;
    }
}
