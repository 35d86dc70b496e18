using System.Text;

using Microsoft.AspNetCore.Http;

using PortScanner.Core.Payloads;
using PortScanner.Engine.Contract;
using PortScanner.Reports;
using PortScanner.Storage;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Features.Nodes.Wire;

namespace PortScanner.Web.Tests.Features.Nodes;

/// <summary>A scan of one node, read on another.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private TwoNodes _nodes = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _nodes = await TwoNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    public static TheoryData<string> Formats => [.. ReportFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Report_is_the_same_to_the_byte_from_either_node(string format)
    {
        var begun = await _nodes.BeginAsync("de", ("ports", "1-250,T:8000,U:53"), ("expect", "22"), ("firewall", "no"));
        await begun.AnswerAsync();
        await begun.EndAsync();

        var here = await _nodes.ReportAsync(begun.Live, ReportFormats.Find(format)!);
        var there = await _nodes.ReportAsync(await begun.FoundAsync(), ReportFormats.Find(format)!);

        Assert.True(here.Length > 1000);
        Assert.Equal(here, there);
    }

    [Fact]
    public async Task Report_loses_no_row_where_the_bus_loses_messages()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "1-300"));
        await begun.AnswerAsync();
        await begun.EndAsync();
        var count = 0;
        _nodes.Network.Carries = _ => Interlocked.Increment(ref count) % 4 != 0;

        Assert.Equal(await _nodes.ReportAsync(begun.Live, ReportFormats.Json), await _nodes.ReportAsync(await begun.FoundAsync(), ReportFormats.Json));
        Assert.True(count > 6);
    }

    [Fact]
    public async Task Page_follows_on_the_other_node_and_goes_on_there_behind_what_it_has()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "1-20"));
        var found = await begun.FoundAsync();
        await using var reader = (await found.TryAttachAsync(Cancel)).Reader!;
        using var page = new EventPage();
        var writing = page.FollowAsync(found.Scan, reader.Results, "");
        await page.UntilAsync("event: alive");
        await begun.AnswerAsync();
        await page.UntilAsync("event: rows\nid: 20\n");
        var half = new EventPage();
        var again = half.FollowAsync(found.Scan, reader.Results, "20");
        await begun.EndAsync();

        await Task.WhenAll(writing, again);

        Assert.Contains("event: end\nid: end\n", page.Text, StringComparison.Ordinal);
        Assert.Contains("event: end\nid: end\n", half.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("event: rows", half.Text, StringComparison.Ordinal);
        half.Dispose();

        // What the visitor is asked there counts here.
        var (sign, before) = (page.Text.Split("{\"sign\":\"")[1][..16], begun.Scan.Signs.SeenAt);
        await found.NoteAliveAsync("0123456789abcdef");
        Assert.Equal(before, begun.Scan.Signs.SeenAt);
        await found.NoteAliveAsync(sign);
        Assert.True(begun.Scan.Signs.SeenAt > before);
    }

    [Fact]
    public async Task Page_is_told_that_the_scan_is_gone_where_its_node_is()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "1-20"));
        var found = await begun.FoundAsync();
        await using var reader = (await found.TryAttachAsync(Cancel)).Reader!;
        using var page = new EventPage();
        var writing = page.FollowAsync(found.Scan, reader.Results, "");
        await page.UntilAsync("event: alive");

        await _nodes.KillOwnerAsync();
        await writing;

        Assert.EndsWith("event: gone\ndata: {}\n\n", page.Text, StringComparison.Ordinal);
        Assert.Null(await _nodes.Elsewhere.FindAsync(begun.Key, Cancel));
    }

    [Fact]
    public async Task Page_waits_for_a_bus_that_is_away_for_a_while()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "1-20"));
        var found = await begun.FoundAsync();
        await using var reader = (await found.TryAttachAsync(Cancel)).Reader!;
        using var page = new EventPage();
        var writing = page.FollowAsync(found.Scan, reader.Results, "");
        await page.UntilAsync("event: alive");
        (_nodes.Network.IsWell, _nodes.Network.Carries) = (false, _ => false);
        await Task.Delay(TimeSpan.FromSeconds(3.5), Cancel);
        (_nodes.Network.IsWell, _nodes.Network.Carries) = (true, _ => true);

        await begun.AnswerAsync();
        await begun.EndAsync();
        await writing;

        Assert.Contains("event: end\nid: end\n", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lacks_the_secret_or_names_no_node_finds_nothing()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "22"));
        Assert.True(ScanKey.TryParseToken(begun.Key.ToToken()[..^2] + (begun.Key.ToToken()[^2..] == "AA" ? "BB" : "AA"), out var guessed));
        Assert.Equal(begun.Key.Id, guessed.Id);

        Assert.Null(await _nodes.Elsewhere.FindAsync(guessed, Cancel));
        Assert.Null(await _nodes.Elsewhere.FindAsync(ScanKey.Create(NodeNumber.Of("w1")), Cancel));
        Assert.DoesNotContain(_nodes.Network.Sent, sent => sent.Subject == "ps.b.w2.w1" && sent.Message[0] == 1);

        var before = _nodes.Network.Sent.Count;
        Assert.Null(await _nodes.Elsewhere.FindAsync(ScanKey.Create((ushort)(NodeNumber.Of("w1") ^ NodeNumber.Of("w3") ^ 1)), Cancel));
        Assert.Equal(before, _nodes.Network.Sent.Count);
    }

    [Fact]
    public async Task Node_that_would_plan_otherwise_tells_nothing()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "22"));
        var message = ScanMessage.Of(begun.Scan);
        Assert.NotNull(message.Read(UdpPayloads.Empty));
        Assert.Null((message with { Probes = "1:00" }).Read(UdpPayloads.Empty));
        Assert.Null((message with { Asked = message.Asked with { Ports = "23" } }).Read(UdpPayloads.Empty));
        Assert.Null((message with { PacketsPerSecond = 0 }).Read(UdpPayloads.Empty));
        Assert.Null((message with { Language = "xx" }).Read(UdpPayloads.Empty));
        Assert.Null((message with { StartedAt = long.MaxValue }).Read(UdpPayloads.Empty));
        Assert.Null((message with { Asked = message.Asked with { Visitor = "localhost" } }).Read(UdpPayloads.Empty));
    }

    [Theory]
    [InlineData("en", "profile", "standard")]
    [InlineData("de", "ports", "1-1024,U:53,U:123")]
    [InlineData("fr", "pace", "gentle")]
    [InlineData("es", "until", "settled")]
    [InlineData("en", "firewall", "yes")]
    public async Task Header_is_told_whole(string language, string name, string value)
    {
        var begun = await _nodes.BeginAsync(language, (name, value), ("expect", "T:22,443"), ("format", "json"), ("status", "strict"));

        var (header, request) = ScanMessage.Of(begun.Scan).Read(UdpPayloads.Empty)!.Value;

        // A property that is added is told, or this fails.
        Assert.Equal(begun.Scan.Header, header with { Plan = begun.Scan.Header.Plan });
        Assert.Equal(begun.Scan.Header.Plan.Probes, header.Plan.Probes);
        Assert.Equal(begun.Scan.Header.Plan.Request.Options, header.Plan.Request.Options);
        Assert.Equal((begun.Scan.Header.Plan.TimeBudget, begun.Scan.Header.Plan.TestsFirewall), (header.Plan.TimeBudget, header.Plan.TestsFirewall));
        Assert.Equal((begun.Scan.Request.IsStrict, begun.Scan.Request.Expectation!.ToString()), (request.IsStrict, request.Expectation!.ToString()));
    }

    [Fact]
    public async Task Visitor_who_is_heard_by_the_other_node_is_heard_here_and_never_by_what_is_repeated()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "22"));
        Assert.Equal(PeerLiveness.Never, begun.Path.Look().SinceHeard);
        var found = await begun.FoundAsync();
        var reader = (await found.TryAttachAsync(Cancel)).Reader!;
        reader.ListenTo(new HeardConnection());
        await TwoNodes.UntilAsync(() => begun.Path.Look().SinceHeard < TimeSpan.FromSeconds(2));
        await TwoNodes.UntilAsync(() => begun.Path.Flow is { Delivered: 77 });

        _nodes.Network.Carries = _ => false;
        var asks = _nodes.Network.Sent.Where(sent => sent.Subject == "ps.a.w1.w2").ToList();
        await Task.Delay(TimeSpan.FromSeconds(1.5), Cancel);
        var age = begun.Path.Look().SinceHeard;
        foreach (var (subject, message) in asks)
        {
            _nodes.Network.Deliver(subject, message);
        }

        await Task.Delay(TimeSpan.FromSeconds(0.6), Cancel);
        Assert.True(begun.Path.Look().SinceHeard >= age + TimeSpan.FromSeconds(0.5));
        _nodes.Network.Carries = _ => true;
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task Readers_of_all_nodes_count_together_and_one_whose_node_is_gone_no_longer()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "22"));
        var here = Enumerable.Range(0, LiveScan.MaximumReaders - 1).Select(_ => begun.Live.TryAttach()!).ToList();
        var found = await begun.FoundAsync();
        var first = await found.TryAttachAsync(Cancel);
        Assert.NotNull(first.Reader);
        Assert.Equal(new Attachment(null), await (await begun.FoundAsync()).TryAttachAsync(Cancel));
        await first.Reader.DisposeAsync();
        Assert.NotNull(begun.Live.TryAttach());
        await here[0].DisposeAsync();

        var lost = (await (await begun.FoundAsync()).TryAttachAsync(Cancel)).Reader!;
        Assert.Null(begun.Live.TryAttach());
        _nodes.Network.Carries = _ => false;
        await TwoNodes.UntilAsync(() => begun.Live.TryAttach() is not null);
        _nodes.Network.Carries = _ => true;
        await lost.DisposeAsync();
    }

    [Fact]
    public async Task Page_that_knows_of_the_end_has_time_for_the_reports_and_deletes_the_scan_from_there()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "22"));
        var found = await begun.FoundAsync();
        var reader = (await found.TryAttachAsync(Cancel)).Reader!;
        reader.NoteEndSent();
        await reader.DisposeAsync();
        Assert.True(begun.Live.StaysFor > TimeSpan.FromSeconds(30));

        Assert.True(await found.EndAsync());
        Assert.Null(await _nodes.Store.ReadAsync(begun.Key, 0, Cancel));
        Assert.False(await found.EndAsync());
        Assert.Null(await _nodes.Elsewhere.FindAsync(begun.Key, Cancel));
    }

    [Fact]
    public async Task What_travels_names_nobody_and_nothing_of_the_scan()
    {
        var begun = await _nodes.BeginAsync("en", ("ports", "4711"), ("expect", "4711"));
        await begun.AnswerAsync();
        await begun.EndAsync();
        await _nodes.ReportAsync(await begun.FoundAsync(), ReportFormats.Json);
        string[] canaries = [TwoNodes.Visitor.ToString(), "4711", "198.51.100.77", "example.org", "visitor", begun.Key.ToToken()[22..]];

        Assert.True(_nodes.Network.Sent.Count > 6);
        Assert.All(_nodes.Network.Sent, sent =>
        {
            Assert.Contains(sent.Subject, (string[])["ps.a.w1.w2", "ps.b.w2.w1"]);
            Assert.All(canaries, canary => Assert.True(sent.Message.AsSpan().IndexOf(Encoding.ASCII.GetBytes(canary)) < 0));
            Assert.True(sent.Message.AsSpan().IndexOf(begun.Key.Secret) < 0 && sent.Message.AsSpan().IndexOf(TwoNodes.Visitor.GetAddressBytes()) < 0);
        });
    }

    private sealed class HeardConnection : IVisitorConnection
    {
        public bool IsOpen => true;

        public PathRoundTrip? RoundTrip => null;

        public ConnectionFlow? Flow { get; } = new(0, 77, 1, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(10));

        public PeerLiveness Look() => new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));

        public void StopAsking()
        {
        }
    }

    private sealed class EventPage : IDisposable
    {
        private readonly Recording _body = new();
        private readonly DefaultHttpContext _context = new();

        public EventPage() => _context.Response.Body = _body;

        public string Text => _body.Text;

        public async Task FollowAsync(PortScanner.Web.Features.Scans.IReadScan scan, IScanReader results, string lastEventId)
        {
            using var events = new LiveEvents(_context.Response, scan, results, TimeProvider.System);
            await events.WriteAsync(lastEventId, Cancel);
        }

        public Task UntilAsync(string text) => TwoNodes.UntilAsync(() => Text.Contains(text, StringComparison.Ordinal));

        public void Dispose() => _body.Dispose();
    }

    private sealed class Recording : MemoryStream
    {
        private readonly Lock _lock = new();

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return Encoding.UTF8.GetString(ToArray());
                }
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (_lock)
            {
                Write(buffer.Span);
            }

            return ValueTask.CompletedTask;
        }
    }
}
