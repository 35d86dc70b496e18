using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Core.Words;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Tests.Scanning;

namespace PortScanner.Engine.Tests;

/// <summary>The whole engine on loopback, for real.</summary>
[Trait("Needs", "raw sockets")]
public sealed class ScanEngineTests : IDisposable
{
    private const string SourcePorts = "62000-62007";

    private readonly Lazy<ScanEngine> _engine = new(() => Engine());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Each_port_of_loopback_is_found_as_it_is(string text)
    {
        var address = Usable(text);
        using var listener = new TcpListener(address, 0);
        listener.Start();
        var open = (ushort)((IPEndPoint)listener.LocalEndpoint).Port;
        var closed = ClosedPort(address);
        var results = await ScanAsync(_engine.Value, address, Plans.Syn(open), Plans.Syn(closed), Plans.Echo, new Probe(ProbeKind.UdpEmpty, closed));
        Assert.Equal(4, results.Count);
        AssertResult(results[Plans.Syn(open)], PortState.Open, Reason.SynAck);
        AssertResult(results[Plans.Syn(closed)], PortState.Closed, Reason.Reset);
        AssertResult(results[Plans.Echo], PortState.Open, Reason.EchoReply);
        AssertResult(results[new Probe(ProbeKind.UdpEmpty, closed)], PortState.Closed, Reason.PortUnreach);
    }

    [Fact]
    public async Task Results_cover_each_probe_and_a_repeated_one_is_stronger()
    {
        var address = Usable("127.0.0.1");
        var plan = Plans.Of(address.AddressFamily, Plans.Syns(1, 3000));
        var latest = new Dictionary<Probe, ProbeResult>();
        await foreach (var batch in _engine.Value.ScanAsync(new ScanTarget(address), plan, new StayingTarget(), null, TestContext.Current.CancellationToken))
        {
            foreach (var result in batch)
            {
                Assert.True(!latest.TryGetValue(result.Probe, out var known) || result.Reason.Info().Strength > known.Reason.Info().Strength);
                latest[result.Probe] = result;
            }
        }

        Assert.True(latest.Keys.ToHashSet().SetEquals(plan.Probes));
        Assert.DoesNotContain(latest.Values, result => result.State is PortState.Unknown or PortState.Stealth);
    }

    [Fact]
    public async Task Scan_that_is_cancelled_ends_and_gives_its_source_ports_back()
    {
        var address = Usable("127.0.0.1");
        for (var round = 0; round < _engine.Value.Capacity * 3; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var plan = Plans.Of(address.AddressFamily, [.. Plans.Syns(1, 60_000), new Probe(ProbeKind.UdpEmpty, 9)]);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var batch in _engine.Value.ScanAsync(new ScanTarget(address), plan, new StayingTarget(), null, cancellation.Token))
                {
                    if (batch.Count > 0)
                    {
                        await cancellation.CancelAsync();
                    }
                }
            });
        }
    }

    [Fact]
    public async Task Scans_beyond_the_capacity_are_refused_and_run_once_there_is_room()
    {
        var address = Usable("127.0.0.1");
        var plan = Plans.Of(address.AddressFamily, Plans.Syns(1, 60_000));
        var running = Enumerable.Range(0, _engine.Value.Capacity)
            .Select(_ => _engine.Value.ScanAsync(new ScanTarget(address), plan, new StayingTarget(), null, TestContext.Current.CancellationToken).GetAsyncEnumerator())
            .ToList();
        foreach (var scan in running)
        {
            Assert.True(await scan.MoveNextAsync());
        }

        var refusal = await Assert.ThrowsAsync<ScanRefusedException>(() => ScanAsync(_engine.Value, address, Plans.Echo));
        Assert.Equal(ScanRefusal.NoFreeSourcePort, refusal.Refusal);
        foreach (var scan in running)
        {
            await scan.DisposeAsync();
        }

        Assert.Single(await ScanAsync(_engine.Value, address, Plans.Echo));
    }

    [Fact]
    public async Task Target_that_the_policy_refuses_is_not_sent_a_packet()
    {
        var address = Usable("127.0.0.1");
        using var witness = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        witness.Bind(new IPEndPoint(address, 0));
        using var engine = Engine(_ => new Phrase("address.denied"));
        var refusal = await Assert.ThrowsAsync<ScanRefusedException>(
            () => ScanAsync(engine, address, new Probe(ProbeKind.UdpEmpty, (ushort)((IPEndPoint)witness.LocalEndPoint!).Port)));
        Assert.Equal(ScanRefusal.AddressPolicy, refusal.Refusal);
        Assert.False(witness.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead));
    }

    [Fact]
    public async Task Target_without_a_route_is_refused_without_naming_it()
    {
        Usable("127.0.0.1");
        var refusal = await Assert.ThrowsAsync<ScanRefusedException>(() => ScanAsync(_engine.Value, IPAddress.Broadcast, Plans.Echo));
        Assert.Equal(ScanRefusal.NoRoute, refusal.Refusal);
        Assert.DoesNotContain("255", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (_engine.IsValueCreated)
        {
            _engine.Value.Dispose();
        }
    }

    private static ScanEngine Engine(Func<IPAddress, Phrase?>? refusalOf = null) =>
        new(new ScanEngineOptions { SourcePorts = SourcePorts, PacketsPerSecondPerTarget = 20_000 }, refusalOf ?? (_ => null), TimeProvider.System);

    private static IPAddress Usable(string text)
    {
        Rights.SkipWithoutRawSockets();
        var address = IPAddress.Parse(text);
        try
        {
            ClosedPort(address);
        }
        catch (SocketException e)
        {
            Assert.Skip($"This machine has no {text}: {e.Message}");
        }

        return address;
    }

    private static ushort ClosedPort(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<Dictionary<Probe, ProbeResult>> ScanAsync(ScanEngine engine, IPAddress address, params Probe[] probes)
    {
        var results = new Dictionary<Probe, ProbeResult>();
        var plan = Plans.Of(address.AddressFamily, probes);
        await foreach (var batch in engine.ScanAsync(new ScanTarget(address), plan, new StayingTarget(), null, TestContext.Current.CancellationToken))
        {
            foreach (var result in batch)
            {
                results[result.Probe] = result;
            }
        }

        return results;
    }

    private static void AssertResult(ProbeResult result, PortState state, Reason reason)
    {
        Assert.Equal((state, reason), (result.State, result.Reason));
        Assert.False(result.IsIndirect);
        Assert.NotNull(result.HopLimit);
        Assert.InRange(result.Attempts, 1, 8);
    }
}
