namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Hands a response to its reader, and gives up a reader who takes nothing of it for twenty seconds. The server's own least rate does not do
/// that: it grants a large response the hours that it would take at that rate.
/// </summary>
internal static class ReaderPatience
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends what was written.</summary>
    /// <exception cref="OperationCanceledException">The reader is gone, or was given up: then the connection is closed.</exception>
    public static async Task FlushAsync(HttpResponse response, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await response.BodyWriter.FlushAsync(end.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            response.HttpContext.Abort();
            throw;
        }
    }
}
