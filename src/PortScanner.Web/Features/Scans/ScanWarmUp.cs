using System.Net;
using System.Net.Sockets;

using Microsoft.Extensions.Primitives;

using PortScanner.Core.Addresses;
using PortScanner.Core.Expectations;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Sending;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Features.Scans;

/// <summary>
/// Writes a report of made-up results in each format before the program listens, through the real store and the real code. The first
/// visitor after a start waited half a second for tables to load and code to be compiled; nothing is sent for this.
/// </summary>
internal sealed class ScanWarmUp(AdmissionSettings settings, IScanStore store, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Does it.</summary>
    public async Task RunAsync()
    {
        settings.Policy.Check(IPAddress.Loopback, OwnAddresses.Read());
        foreach (var format in ReportFormats.All)
        {
            await WriteAsync(format);
        }
    }

    private async Task WriteAsync(IReportFormat format)
    {
        var form = new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["consent"] = "yes", ["expect"] = "none" });
        var request = ScanRequest.Read(form, AddressFamily.InterNetwork, UdpPayloads.Empty, format, out _)!;
        var key = ScanKey.Create();
        var now = timeProvider.GetUtcNow();
        await store.TryCreateAsync(new NewScan(key, IPAddress.None, now, now + Lifetime), CancellationToken.None);
        try
        {
            await store.AppendAsync(key, [.. request.Plan.Probes.Select(Closed)], CancellationToken.None);
            await store.FinishAsync(key, ScanOutcome.Completed, CancellationToken.None);
            var header = new ReportHeader(IPAddress.None, request.Plan, now, null, request.Expectation?.ToString(), ReaderLanguage.Default) { Vantage = Vantage.Machine };
            using var response = new ReportResponse(new DefaultHttpContext().Response, store, timeProvider, request, header);
            await response.WriteAsync(key, CancellationToken.None);
        }
        finally
        {
            await store.DeleteAsync(key.Id, CancellationToken.None);
        }
    }

    private static ProbeResult Closed(Probe probe) => new(probe, PortState.Closed, Reason.Reset, null, TimeSpan.Zero, 64, 1);
}
