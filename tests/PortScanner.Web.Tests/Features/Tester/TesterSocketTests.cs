using System.Net;
using System.Net.Sockets;
using System.Text;

using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Tests.Features.Tester;

/// <summary>Front end and tester on both ends of a real socket, with an engine that sends nothing.</summary>
public sealed class TesterSocketTests : IAsyncLifetime
{
    private const string Nobody = "4294967294";

    private static readonly IPAddress Visitor = IPAddress.Parse("192.0.2.7");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly ScriptedEngine _engine = new();
    private readonly TesterOptions _options = new() { Socket = Path.Combine(Path.GetTempPath(), $"portscanner-{Guid.NewGuid():N}.sock") };
    private TesterServer? _server;

    public ValueTask InitializeAsync() => StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        File.Delete(_options.Socket);
    }

    [Fact]
    public async Task Scan_brings_results_progress_and_what_the_visitors_connection_tells()
    {
        var progress = new ScanProgress();
        var path = new StayingVisitor();
        await using var begun = await BegunAsync(path, progress);
        Assert.Equal(ScriptedEngine.Route, begun.Route);
        Assert.Equal((ScriptedEngine.Seed, ScriptedEngine.PacketsPerSecond), (begun.Seed, begun.PacketsPerSecond));
        await using var scan = Read(begun);
        var (target, plan) = Assert.Single(_engine.Asked);
        Assert.Equal((Visitor, 2), (target, plan.Probes.Count));
        Assert.Equal(path.RoundTrip, _engine.Connection!.RoundTrip);

        _engine.Progress!.Mirror(ScanActivity.AwaitingLimit, 3, 7, 99, TimeSpan.FromSeconds(3));
        _engine.Find(Found(22), Found(80));
        Assert.True(await scan.MoveNextAsync());
        Assert.Equal([Found(22), Found(80)], scan.Current);
        Assert.Equal(
            (ScanActivity.AwaitingLimit, 3, 7, 99L, TimeSpan.FromSeconds(3)),
            (progress.Activity, progress.Unasked, progress.Undecided, progress.PacketsSent, progress.TimeLeft));

        _engine.Finish();
        Assert.False(await scan.MoveNextAsync());
        Assert.InRange(_engine.Connection.Look().SinceSeen, path.Look().SinceSeen, Timeout);
        Assert.InRange(_engine.Connection.Look().SinceHeard, path.Look().SinceHeard, path.Look().SinceHeard + Timeout);
    }

    [Fact]
    public async Task Results_beyond_what_a_frame_holds_arrive_all()
    {
        await using var begun = await BegunAsync(ports: "1-3000");
        await using var scan = Read(begun);
        _engine.Find([.. Enumerable.Range(1, 3000).Select(port => Found((ushort)port))]);
        _engine.Finish();
        var found = new List<ProbeResult>();
        while (await scan.MoveNextAsync())
        {
            found.AddRange(scan.Current);
        }

        Assert.Equal(Enumerable.Range(1, 3000).Select(port => Found((ushort)port)), found);
    }

    [Fact]
    public async Task Web_face_that_goes_away_ends_the_scan()
    {
        await using var begun = await BegunAsync();
        await using var scan = Read(begun);
        _engine.Find(Found(22));
        Assert.True(await scan.MoveNextAsync());
        Assert.False(_engine.Ended.IsCompleted);
        await scan.DisposeAsync();
        await _engine.Ended.WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Scan_that_has_begun_and_is_never_read_ends_in_the_tester_once_it_is_disposed_of()
    {
        var begun = await BegunAsync();
        Assert.False(_engine.Ended.IsCompleted);
        await begun.DisposeAsync();
        await begun.DisposeAsync();
        await _engine.Ended.WaitAsync(Timeout, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(ScanRejection.NoRoute)]
    [InlineData(ScanRejection.NoCapacity)]
    [InlineData(ScanRejection.NoCapture)]
    public async Task Rejection_of_the_testers_engine_arrives_as_it_is(ScanRejection rejection)
    {
        _engine.Rejection = rejection;
        Assert.Equal(rejection, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);
    }

    [Fact]
    public async Task Tester_that_stops_ends_the_scan_with_a_failure_and_a_new_one_is_found()
    {
        await using var begun = await BegunAsync();
        await using var scan = Read(begun);
        await StopAsync();
        await Assert.ThrowsAsync<TesterLostException>(async () => await scan.MoveNextAsync());
        Assert.Equal(ScanRejection.NoTester, await CheckReadinessAsync());

        await StartAsync();
        Assert.Null(await CheckReadinessAsync());
    }

    [Fact]
    public async Task Result_of_a_probe_that_was_not_asked_for_ends_the_scan()
    {
        await using var begun = await BegunAsync();
        await using var scan = Read(begun);
        _engine.Find(Found(23));
        await Assert.ThrowsAsync<TesterLostException>(async () => await scan.MoveNextAsync());
    }

    [Fact]
    public async Task Another_user_is_turned_away_without_an_answer()
    {
        await StopAsync();
        _options.WebUser = Nobody;
        await StartAsync();

        Assert.Equal(ScanRejection.NoTester, await CheckReadinessAsync());
        Assert.Equal(ScanRejection.NoTester, Assert.IsType<RejectedScan>(await BeginAsync()).Rejection);
        Assert.Empty(_engine.Asked);
    }

    [Theory]
    [InlineData("nobody-of-this-name")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task User_that_this_machine_does_not_have_is_named(string user)
    {
        await StopAsync();
        _options.WebUser = user;
        var refused = await Assert.ThrowsAsync<ConfigurationException>(async () => await StartAsync());
        Assert.Contains($"Tester:WebUser: this machine has no user \"{user}\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_that_another_tester_listens_on_is_named_and_left_to_it()
    {
        using var second = new TesterServer(_options, _engine, Targets.Admission, UdpPayloads.Empty, TimeProvider.System, NullLogger<TesterServer>.Instance);
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => second.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(_options.Socket, refused.Message, StringComparison.Ordinal);
        Assert.Null(await CheckReadinessAsync());
    }

    [Fact]
    public async Task File_that_is_no_socket_is_named_and_left()
    {
        var file = $"{_options.Socket}.note";
        await File.WriteAllTextAsync(file, "not ours", TestContext.Current.CancellationToken);
        try
        {
            using var second = new TesterServer(
                new TesterOptions { Socket = file }, _engine, Targets.Admission, UdpPayloads.Empty, TimeProvider.System, NullLogger<TesterServer>.Instance);
            var refused = await Assert.ThrowsAsync<ConfigurationException>(() => second.StartAsync(TestContext.Current.CancellationToken));
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
            Assert.Equal("not ours", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("""{"question":2,"visitor":"10.0.0.1","profile":"custom","ports":"22"}""", "{\"kind\":2,\"refusal\":0}")]
    [InlineData("""{"question":2,"visitor":"64:ff9b::1","profile":"quick"}""", "{\"kind\":2,\"refusal\":0}")]
    [InlineData("""{"question":1,"visitor":"192.0.2.7","profile":"quick"}""", "")]
    [InlineData("""{"question":2,"visitor":"192.0.2.7","profile":"custom","ports":"99999"}""", "")]
    [InlineData("""{"question":2,"visitor":"192.000.2.7","profile":"custom","ports":"22"}""", "")]
    [InlineData("""{"question":2,"profile":"quick"}""", "")]
    [InlineData("""{"question":77,"visitor":"192.0.2.7","profile":"quick"}""", "")]
    [InlineData("GET / HTTP/1.1", "")]
    public async Task Forged_request_is_refused_and_nothing_is_scanned(string request, string answer)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_options.Socket), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync((byte[])[0, 0, 0, (byte)request.Length, .. Encoding.UTF8.GetBytes(request)], TestContext.Current.CancellationToken);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, TestContext.Current.CancellationToken).WaitAsync(Timeout, TestContext.Current.CancellationToken);

        Assert.Equal(answer, Encoding.UTF8.GetString(all.ToArray().AsSpan(Math.Min((int)all.Length, 4))));
        Assert.Empty(_engine.Asked);
    }

    private static ProbeResult Found(ushort port) =>
        new(new Probe(ProbeKind.Syn, port), PortState.Open, Reason.SynAck, null, TimeSpan.FromMicroseconds(1234), 64, 1);

    private async Task<BegunScan> BegunAsync(StayingVisitor? path = null, ScanProgress? progress = null, string ports = "22,80") =>
        Assert.IsType<BegunScan>(await BeginAsync(path, progress, ports));

    private Task<ScanStart> BeginAsync(StayingVisitor? path = null, ScanProgress? progress = null, string ports = "22,80")
    {
        Assert.True(PortSpecification.TryParse(ports, out var specification, out _));
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = specification }, out var plan, out _));
        return new RemoteScanEngine(_options, TimeProvider.System)
            .BeginAsync(Targets.Of(Visitor), plan, path ?? new StayingVisitor(), progress, TestContext.Current.CancellationToken);
    }

    private static IAsyncEnumerator<IReadOnlyList<ProbeResult>> Read(BegunScan scan) => scan.ReadAsync().GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private Task<ScanRejection?> CheckReadinessAsync() =>
        new RemoteScanEngine(_options, TimeProvider.System).CheckReadinessAsync(TestContext.Current.CancellationToken);

    private async ValueTask StartAsync()
    {
        _server = new TesterServer(_options, _engine, Targets.Admission, UdpPayloads.Empty, TimeProvider.System, NullLogger<TesterServer>.Instance);
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task StopAsync()
    {
        await _server!.StopAsync(CancellationToken.None);
        _server.Dispose();
    }
}
