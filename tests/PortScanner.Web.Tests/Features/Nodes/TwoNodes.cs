using System.Net;
using System.Net.Sockets;
using System.Text;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Reports;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Storage.Memory;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Nodes;

/// <summary>A node w1 that has scans, and a node w2 that is asked for them, on a bus within the process.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public static readonly IPAddress Visitor = IPAddress.Parse("203.0.113.197");

    private readonly NodeLink _link;
    private readonly NodeDesk _desk;
    private readonly List<StartedScan> _scans = [];

    public TwoNodes()
    {
        _desk = new NodeDesk("w1", Network.Connect(), Live, Store, TimeProvider.System, NullLogger<NodeDesk>.Instance);
        _link = new NodeLink("w2", Network.Connect(), TimeProvider.System, NullLogger<NodeLink>.Instance);
        Elsewhere = new ScansElsewhere(_link, ["w1", "w3"], UdpPayloads.Empty, TimeProvider.System);
    }

    public MemoryNetwork Network { get; } = new();

    public LiveScans Live { get; } = new();

    public InMemoryScanStore Store { get; } = new(TimeProvider.System);

    public ScansElsewhere Elsewhere { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TwoNodes> StartAsync()
    {
        var nodes = new TwoNodes();
        await nodes._desk.StartAsync(Cancel);
        return nodes;
    }

    /// <summary>The owner is gone, without a word.</summary>
    public Task KillOwnerAsync() => _desk.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _desk.StopAsync(CancellationToken.None);
        _desk.Dispose();
        foreach (var scan in _scans)
        {
            await scan.DisposeAsync();
        }
    }

    /// <summary>From where else its scans are done.</summary>
    public static IReadOnlyList<OtherSource> Others { get; } =
    [
        new(IPAddress.Parse("198.51.100.10"), SourceRole.WentOn, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), IPAddress.Parse("198.51.100.9")),
        new(IPAddress.Parse("2001:db8::1"), SourceRole.Second, new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero)),
    ];

    public async Task<BegunOnOwner> BeginAsync(string language = "en", params (string Name, string Value)[] fields)
    {
        var form = new FormCollection(((string, string)[])[("consent", "yes"), .. fields] is var all ? all.ToDictionary(field => field.Item1, field => new StringValues(field.Item2), StringComparer.Ordinal) : []);
        var request = ScanRequest.Read(form, AddressFamily.InterNetwork, UdpPayloads.Empty, ReportFormats.Json, out var errors);
        Assert.True(request is not null, string.Join(' ', errors.Keys));
        var now = TimeProvider.System.GetUtcNow();
        var header = new ReportHeader(Visitor, request.Plan, now, "198.51.100.9", request.Expectation?.ToString(), new ReaderLanguage(Languages.Find(language)!, language != "en"))
        {
            Vantage = Vantage.Network,
            PacketsPerSecond = 6250,
            HelpPage = "https://example.org/help?lang=de",
        };
        var registered = new NewScan(ScanKey.Create(NodeNumber.Of("w1")), header.Address, now + TimeSpan.FromMinutes(1), now + TimeSpan.FromMinutes(5));
        await Store.TryCreateAsync(registered, Cancel);
        var scan = new StartedScan(
            registered, request, new ScanDeletion(Store, NullLogger<ScanDeletion>.Instance), new OngoingScans(), TimeProvider.System, CancellationToken.None);
        var path = new VisitorPath(new VisitorSigns(TimeProvider.System), null, TimeProvider.System);
        var running = new TaskCompletionSource();
        scan.Ending.Register(() => running.TrySetResult());
        scan.Begin(header, 4711, path, running.Task, () => Others);
        _scans.Add(scan);
        var live = new LiveScan(scan, Live, Store, TimeProvider.System);
        Live.Add(live);
        return new BegunOnOwner(this, scan, live, path, running);
    }

    /// <summary>A report of a scan as one of the nodes writes it.</summary>
    public async Task<string> ReportAsync(ILiveScan live, IReportFormat format)
    {
        await using var reader = (await live.TryAttachAsync(Cancel)).Reader!;
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        var scan = live.Scan;
        using (var report = new ReportResponse(context.Response, reader.Results, TimeProvider.System, scan.Request with { Format = format }, scan.Header)
        {
            EndedAt = () => scan.EndedAt,
            Seed = () => scan.Seed,
            Others = () => scan.Others,
            Progress = scan.Progress,
            Changes = scan.Changes,
        })
        {
            await report.WriteAsync(scan.Key, Cancel);
        }

        return $"{context.Response.StatusCode} {Encoding.UTF8.GetString(body.ToArray())}";
    }

    /// <summary>Waits for what must come.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        timeout.CancelAfter(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            await Task.Delay(20, timeout.Token);
        }
    }
}

/// <summary>A scan of w1.</summary>
internal sealed record BegunOnOwner(TwoNodes Nodes, StartedScan Scan, LiveScan Live, VisitorPath Path, TaskCompletionSource Running)
{
    public ScanKey Key => Scan.Key;

    /// <summary>A result of each kind that a message must carry, and then the rest of the plan.</summary>
    public async Task AnswerAsync()
    {
        var results = Scan.Header.Plan.Probes.Select((probe, i) => probe.Kind == ProbeKind.Syn
            ? (i % 5) switch
            {
                0 => new ProbeResult(probe, PortState.Open, Reason.SynAck, null, TimeSpan.FromMicroseconds(1234), 57, 1) { Remarks = Remarks.Provisional },
                1 => new ProbeResult(probe, PortState.Rejected, Reason.HostUnreach, IPAddress.Parse("198.51.100.77"), TimeSpan.FromMilliseconds(3), 60, 2),
                2 => new ProbeResult(probe, PortState.Open, Reason.SynAck, null, TimeSpan.FromMicroseconds(20_001), 57, 1),
                _ => new ProbeResult(probe, PortState.Closed, Reason.Reset, null, null, null, 3),
            }
            : new ProbeResult(probe, PortState.Open, Reason.UdpReply, null, TimeSpan.FromMilliseconds(2), 57, 1) { Traffic = new UdpTraffic(1, 30, 2, 700) }).ToList();
        Assert.True(await Nodes.Store.AppendAsync(Key, results, CancellationToken.None));
        Scan.Changes.Signal();
    }

    public async Task EndAsync()
    {
        Scan.Changes.NoteSettled(TimeSpan.FromMilliseconds(1.5));
        await Nodes.Store.FinishAsync(Key, ScanOutcome.Completed, CancellationToken.None);
        Running.TrySetResult();
        Scan.Changes.Signal();
        await TwoNodes.UntilAsync(() => Scan.HasEnded);
    }

    /// <summary>As the other node has it.</summary>
    public async Task<ILiveScan> FoundAsync() => (await Nodes.Elsewhere.FindAsync(Key, TestContext.Current.CancellationToken))!;
}
