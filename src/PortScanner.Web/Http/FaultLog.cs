namespace PortScanner.Web.Http;

/// <summary>What is logged of requests that failed: ids 150 to 159. No message has an address, a port or a text that a caller sent.</summary>
internal static partial class FaultLog
{
    [LoggerMessage(150, LogLevel.Error, "The result store failed: {Error}: {Cause}")]
    public static partial void StoreFailed(ILogger logger, Storage.ScanStoreError error, string cause);

    [LoggerMessage(151, LogLevel.Error, "A request failed: {Failure}")]
    public static partial void RequestFailed(ILogger logger, string failure);
}
