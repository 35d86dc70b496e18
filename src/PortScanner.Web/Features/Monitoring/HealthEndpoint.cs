using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Monitoring;

/// <summary><c>/healthz</c>: whether scans can be run.</summary>
internal static class HealthEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapHealth(this WebApplication app) =>
        app.MapMethods("/healthz", PageResult.Reading, HealthAsync).WithMetadata(new AnswersAnyone());

    private static async Task<IResult> HealthAsync(IScanEngine engine, IScanStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.CheckAsync(cancellationToken);
            await store.CountAsync(cancellationToken);
            return await engine.CheckReadinessAsync(cancellationToken) switch
            {
                null => Results.Text("ready\n"),
                ScanRejection.NoTester => NotReady("the tester does not answer"),
                ScanRejection.NoRoute => NotReady("no network interface is up"),
                _ => NotReady("the packet capture is not running"),
            };
        }
        catch (ScanStoreException e)
        {
            // Not logged: whoever asks often could fill the log. Scans that fail say so there.
            return NotReady(e.Error == ScanStoreError.WouldKeepData ? "the result store would write results to disk, see the log" : "the result store does not answer");
        }
    }

    private static IResult NotReady(string cause) =>
        Results.Text($"not ready: {cause}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
