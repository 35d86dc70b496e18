using System.Net;

namespace PortScanner.Web.Features.Admission;

/// <summary>How many scans may begin. Safe for any thread.</summary>
internal interface IScanLimits
{
    /// <summary>Asks to begin a scan.</summary>
    /// <param name="caller">Who is to be scanned.</param>
    /// <exception cref="Storage.ScanStoreException">Those who count cannot do so; then nothing begins.</exception>
    ValueTask<LimitAnswer> AskAsync(IPAddress caller);
}
