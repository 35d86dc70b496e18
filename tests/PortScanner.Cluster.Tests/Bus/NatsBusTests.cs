using System.Collections.Concurrent;
using System.Globalization;

using Microsoft.Extensions.Logging.Abstractions;

using NATS.NKeys;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Options;

namespace PortScanner.Cluster.Tests.Bus;

[Trait("Needs", "nats-server")]
public sealed class NatsBusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_posted_arrives_in_order_at_whoever_listens_with_stars_or_without()
    {
        await using var server = await NatsServer.StartAsync();
        await using var from = Start(server, "w1");
        await using var to = Start(server, "w2");
        var (plain, starred) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        to.Subscribe("ps.u.t1", (subject, message) => plain.Enqueue($"{subject} {Text(message)}"));
        to.Subscribe("ps.u.*", (subject, message) => starred.Enqueue($"{subject} {Text(message)}"));
        await IsWellAsync(to);
        for (var i = 0; i < 1000; i++)
        {
            from.Post("ps.u.t1", Bytes(i));
        }

        await UntilAsync(() => plain.Count == 1000 && starred.Count == 1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"ps.u.t1 {i}"), plain);
        Assert.Equal(plain, starred);
    }

    [Fact]
    public async Task What_is_no_longer_listened_to_does_not_arrive()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        var (ended, other) = (0, 0);
        var subscription = bus.Subscribe("ps.u.t1", (_, _) => Interlocked.Increment(ref ended));
        bus.Subscribe("ps.u.*", (_, _) => Interlocked.Increment(ref other));
        bus.Post("ps.u.t1", Bytes(1));
        await UntilAsync(() => Volatile.Read(ref ended) == 1 && Volatile.Read(ref other) == 1);

        await subscription.DisposeAsync();
        bus.Post("ps.u.t1", Bytes(2));
        await UntilAsync(() => Volatile.Read(ref other) == 2);
        Assert.Equal(1, ended);
    }

    [Fact]
    public async Task Node_learns_that_nobody_listens_and_only_then()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        var (heard, nobody, wrong) = (0, 0, 0);
        bus.Subscribe("ps.u.t1", (_, _) => Interlocked.Increment(ref heard));
        bus.Post("ps.u.t1", Bytes(1), () => Interlocked.Increment(ref wrong));
        bus.Post("ps.u.t2", Bytes(2), () => Interlocked.Increment(ref nobody));
        bus.Post("ps.u.t2", Bytes(3));

        await UntilAsync(() => Volatile.Read(ref heard) == 1 && Volatile.Read(ref nobody) == 1);
        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task Posting_waits_for_no_broker_and_the_oldest_are_lost_where_too_many_wait()
    {
        await using var server = await NatsServer.StartAsync();
        await server.StopAsync();
        await using var bus = Start(server, "w1");
        var heard = new ConcurrentQueue<int>();
        bus.Subscribe("ps.u.t1", (_, message) => heard.Enqueue(int.Parse(message.Span, CultureInfo.InvariantCulture)));
        Assert.False(bus.IsWell);
        for (var i = 1; i <= 20_000; i++)
        {
            bus.Post("ps.u.t1", Bytes(i));
        }

        Assert.InRange(bus.Dropped, 11_000, 11_900);
        await server.StartAgainAsync();
        await UntilAsync(() => heard.Contains(20_000));
        Assert.Equal(heard.Order(), heard);
        Assert.InRange(heard.Count, 8_000, 8_300);
        await IsWellAsync(bus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broker_that_ends_and_comes_back_is_found_again_and_listening_goes_on(bool isKilled)
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        await using var tester = Start(server, "t1", echoes: false);
        var heard = new ConcurrentQueue<int>();
        tester.Subscribe("ps.q.t1", (_, message) => heard.Enqueue(int.Parse(message.Span, CultureInfo.InvariantCulture)));
        await IsWellAsync(bus);
        await IsWellAsync(tester);
        for (var round = 1; round <= 3; round++)
        {
            await (isKilled ? server.KillAsync() : server.StopAsync());
            await UntilAsync(() => !bus.IsWell && !tester.IsWell);
            await server.StartAgainAsync();
            await IsWellAsync(bus);
            await IsWellAsync(tester);
            await UntilAsync(() =>
            {
                bus.Post("ps.q.t1", Bytes(round));
                return heard.Contains(round);
            });
        }
    }

    [Fact]
    public async Task Broker_that_hangs_is_noticed_and_found_again_when_it_goes_on()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        await IsWellAsync(bus);
        await server.SuspendAsync();
        await UntilAsync(() => !bus.IsWell);
        await server.ResumeAsync();
        await IsWellAsync(bus);
        Assert.NotNull(bus.EchoTime);
    }

    [Fact]
    public async Task Broker_says_what_it_is_and_one_that_forbids_nothing_is_found_out()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        await IsWellAsync(bus);

        Assert.Equal((false, false, false, 65_536), (bus.Server!.AsksForLogin, bus.Server.AsksForTls, bus.Server.KeepsMessages, bus.Server.LongestMessage));
        Assert.False(await bus.IsForbiddenRefusedAsync(Cancelled));
    }

    [Fact]
    public async Task Broker_with_rights_lets_in_whom_it_knows_and_to_what_is_its_own()
    {
        using var known = KeyPair.CreatePair(PrefixByte.User);
        using var stranger = KeyPair.CreatePair(PrefixByte.User);
        await using var server = await NatsServer.StartAsync(
            $$"""
            accounts { PS { users [ { nkey: {{known.GetPublicKey()}}, permissions {
              publish { allow: ["ps.w.w1", "ps.q.*"] }
              subscribe { allow: ["ps.w.w1", "_INBOX.w1.>"] } } } ] } }
            """);
        await using var bus = Start(server, "w1", seed: known.GetSeed());
        await using var outside = Start(server, "w1", seed: stranger.GetSeed());
        await using var nameless = Start(server, "w1");
        await IsWellAsync(bus);

        Assert.True(bus.Server!.AsksForLogin);
        Assert.True(await bus.IsForbiddenRefusedAsync(Cancelled));
        Assert.Equal(0, bus.Refused);
        bus.Post("ps.hb.t1", Bytes(1));
        await UntilAsync(() => bus.Refused == 1);
        bus.Subscribe("ps.q.t1", (_, _) => { });
        await UntilAsync(() => bus.Refused == 2);
        Assert.False(outside.IsWell);
        Assert.False(nameless.IsWell);
    }

    [Fact]
    public async Task Broker_is_believed_to_be_one_by_the_certificates_of_the_setting_and_by_no_others()
    {
        var folder = Directory.CreateTempSubdirectory("portscanner-tls-");
        try
        {
            var (ours, theirs) = (new Authority(folder, "ours"), new Authority(folder, "theirs"));
            using var pair = KeyPair.CreatePair(PrefixByte.User);
            var seed = Path.Combine(folder.FullName, "seed");
            await File.WriteAllTextAsync(seed, pair.GetSeed(), Cancelled);
            await using var server = await NatsServer.StartAsync($"tls {{ cert_file: \"{ours.Certificate}\", key_file: \"{ours.Key}\" }}");
            var options = new ClusterOptions { Node = "w1", Bus = [server.Bus.Replace("nats:", "tls:", StringComparison.Ordinal)], NKeyFile = seed };
            options.CaFile = ours.Root;
            await using var bus = NatsBus.Start(BusSettings.Read(options, new List<string>()), echoes: true, TimeProvider.System, NullLogger.Instance);
            options.CaFile = theirs.Root;
            await using var misled = NatsBus.Start(BusSettings.Read(options, new List<string>()), echoes: true, TimeProvider.System, NullLogger.Instance);
            options.CaFile = null;
            await using var system = NatsBus.Start(BusSettings.Read(options, new List<string>()), echoes: true, TimeProvider.System, NullLogger.Instance);
            await IsWellAsync(bus);

            Assert.True(bus.Server!.AsksForTls);
            await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
            Assert.False(misled.IsWell);
            Assert.False(system.IsWell);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Node_that_wants_encryption_does_without_none()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        await using var server = await NatsServer.StartAsync();
        var uri = new Uri(server.Bus.Replace("nats:", "tls:", StringComparison.Ordinal));
        await using var bus = NatsBus.Start(new BusSettings("w1", [uri], pair.GetSeed(), null), echoes: true, TimeProvider.System, NullLogger.Instance);
        await using var clear = Start(server, "w2");
        await IsWellAsync(clear);

        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
        Assert.False(bus.IsWell);
        Assert.Null(bus.EchoTime);
    }

    [Theory]
    [InlineData("ps.u.t1", 70_000)]
    [InlineData("ps.u.t1", 3_000_000)]
    [InlineData("ps u t1", 1)]
    [InlineData("", 1)]
    [InlineData("ps.u.t1\r\nPUB ps.u.t1", 1)]
    public async Task Message_that_cannot_be_sent_is_lost_and_no_other(string subject, int length)
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        var heard = new ConcurrentQueue<string>();
        bus.Subscribe("ps.u.*", (_, message) => heard.Enqueue(Text(message)));
        await IsWellAsync(bus);
        bus.Post(subject, new byte[length]);
        await UntilAsync(() =>
        {
            bus.Post("ps.u.t1", Bytes(1));
            return !heard.IsEmpty;
        });

        Assert.All(heard, text => Assert.Equal("1", text));
        Assert.InRange(bus.Dropped, 1, 100);
        await IsWellAsync(bus);
    }

    [Fact]
    public async Task Fault_over_one_message_makes_nobody_deaf_to_the_next()
    {
        await using var server = await NatsServer.StartAsync();
        await using var bus = Start(server, "w1");
        var heard = 0;
        bus.Subscribe("ps.u.t1", (_, _) => throw (Interlocked.Increment(ref heard) == 1 ? new FormatException() : new InvalidDataException()));
        bus.Post("ps.u.t1", Bytes(1));
        bus.Post("ps.u.t1", Bytes(2));

        await UntilAsync(() => Volatile.Read(ref heard) == 2);
    }

    internal static NatsBus Start(NatsServer server, string node, bool echoes = true, string? seed = null) =>
        NatsBus.Start(Settings([server], node) with { Seed = seed }, echoes, TimeProvider.System, NullLogger.Instance);

    internal static NatsBus Start(IReadOnlyList<NatsServer> servers, string node, bool echoes = true) =>
        NatsBus.Start(Settings(servers, node), echoes, TimeProvider.System, NullLogger.Instance);

    internal static Task IsWellAsync(NatsBus bus) => UntilAsync(() => bus.IsWell);

    internal static async Task UntilAsync(Func<bool> happened)
    {
        for (var end = TimeProvider.System.GetTimestamp(); !happened(); await Task.Delay(10, Cancelled))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(end) < Patience, "It did not happen in time.");
        }
    }

    private static BusSettings Settings(IReadOnlyList<NatsServer> servers, string node)
    {
        var errors = new List<string>();
        var settings = BusSettings.Read(new ClusterOptions { Bus = [.. servers.Select(server => server.Bus)], Node = node }, errors);
        Assert.Empty(errors);
        return settings;
    }

    private static string Text(ReadOnlyMemory<byte> message) => System.Text.Encoding.UTF8.GetString(message.Span);

    private static byte[] Bytes(int number) => System.Text.Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
