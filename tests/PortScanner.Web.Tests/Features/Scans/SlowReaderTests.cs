using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Results;
using PortScanner.Reports;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Http;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>What a slow reader costs, and how long he is waited for: of each format, and of the events, of a scan that has ended.</summary>
public sealed class SlowReaderTests
{
    private const string Events = "events";

    // Each of them open, so that no format sums them up: the shortest report is 200 kB.
    private const string Ports = "1-10000";

    private readonly FakeTimeProvider _time = new();
    private readonly SlowReader _reader = new();

    public static TheoryData<string> Kinds => [Events, .. ReportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reader_who_takes_nothing_has_little_gathered_for_him_and_is_given_up(string kind)
    {
        var writing = await BeginAsync(kind);
        Assert.InRange(_reader.Waiting(), ResponseText.PieceBytes, 2 * ResponseText.PieceBytes);
        Assert.False(writing.IsCompleted);

        _time.Advance(ResponseText.WriteTimeout);
        await Assert.ThrowsAsync<ReaderGoneException>(() => writing);
        Assert.True(_reader.IsGivenUp);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reader_who_goes_on_gets_all_however_long_it_takes(string kind)
    {
        var writing = await BeginAsync(kind);
        var (taken, begun) = (0L, _time.GetTimestamp());
        while (_reader.Waiting() > 0)
        {
            _time.Advance(ResponseText.WriteTimeout * 0.75);
            taken += _reader.Take();
        }

        await writing;
        Assert.False(_reader.IsGivenUp);
        Assert.InRange(taken, 3 * ResponseText.PieceBytes, 100 * ResponseText.PieceBytes);
        Assert.True(_time.GetElapsedTime(begun) > 2 * ResponseText.WriteTimeout);
    }

    // All goes on within the call until the reader must be waited for.
    private async Task<Task> BeginAsync(string kind)
    {
        var form = new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["consent"] = "yes", ["ports"] = Ports, ["icmp"] = "no" });
        var format = ReportFormats.Find(kind) ?? ReportFormats.Json;
        var request = ScanRequest.Read(form, AddressFamily.InterNetwork, UdpPayloads.Empty, format, out _)! with { Format = format };
        var header = new ReportHeader(IPAddress.Parse("203.0.113.7"), request.Plan, _time.GetUtcNow(), null, null, ReaderLanguage.Default) { Vantage = Vantage.Internet };
        var registered = new NewScan(ScanKey.Create(), header.Address, _time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromDays(1));
        var store = new InMemoryScanStore(_time);
        await store.TryCreateAsync(registered, CancellationToken.None);
        await store.AppendAsync(
            registered.Key, [.. request.Plan.Probes.Select(probe => new ProbeResult(probe, PortState.Open, Reason.SynAck, null, TimeSpan.Zero, 64, 1))], CancellationToken.None);
        await store.FinishAsync(registered.Key, ScanOutcome.Completed, CancellationToken.None);
        if (kind != Events)
        {
            return new ReportResponse(_reader.Response, store, _time, request, header).WriteAsync(registered.Key, CancellationToken.None);
        }

        var scan = new StartedScan(registered, request, new ScanDeletion(store, NullLogger<ScanDeletion>.Instance), new OngoingScans(), _time, CancellationToken.None);
        scan.Begin(header, null, new VisitorPath(new VisitorSigns(_time), null, _time), Task.CompletedTask);
        return new LiveEvents(_reader.Response, scan, store, _time).WriteAsync("", CancellationToken.None);
    }
}
