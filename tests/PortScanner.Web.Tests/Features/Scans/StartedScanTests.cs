using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class StartedScanTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly InMemoryScanStore _store = new(TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_are_told_of_the_end_and_once_more_of_the_deletion()
    {
        var running = new TaskCompletionSource();
        await using var scan = await BegunAsync(running.Task);
        var end = scan.Changes.Awaited;
        running.SetResult();
        await end.WaitAsync(Timeout, Cancel);
        Assert.NotNull(await _store.ReadAsync(scan.Key, 0, Cancel));

        var deletion = scan.Changes.Awaited;
        Assert.False(deletion.IsCompleted);
        await scan.DisposeAsync();
        Assert.True(deletion.IsCompleted);
        Assert.Null(await _store.ReadAsync(scan.Key, 0, Cancel));
    }

    private async Task<StartedScan> BegunAsync(Task running)
    {
        var form = new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["consent"] = "yes", ["ports"] = "22", ["icmp"] = "no" });
        var request = ScanRequest.Read(form, AddressFamily.InterNetwork, UdpPayloads.Empty, ReportFormats.Json, out _)!;
        var now = TimeProvider.System.GetUtcNow();
        var header = new ReportHeader(IPAddress.Parse("203.0.113.7"), request.Plan, now, null, null, ReaderLanguage.Default) { Vantage = Vantage.Internet };
        var registered = new NewScan(ScanKey.Create(), header.Address, now, now + TimeSpan.FromMinutes(1));
        await _store.TryCreateAsync(registered, Cancel);
        var deletion = new ScanDeletion(_store, NullLogger<ScanDeletion>.Instance);
        var scan = new StartedScan(registered, request, deletion, new OngoingScans(), TimeProvider.System, CancellationToken.None);
        scan.Begin(header, null, new VisitorPath(new VisitorSigns(TimeProvider.System), null, TimeProvider.System), running);
        return scan;
    }
}
