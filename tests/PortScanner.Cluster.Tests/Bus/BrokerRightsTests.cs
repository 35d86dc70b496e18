using System.Text.RegularExpressions;

using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Cluster.Bus;

namespace PortScanner.Cluster.Tests.Bus;

/// <summary>The configuration that is shipped, on a real broker: who gets in, and what each node may say and hear.</summary>
[Trait("Needs", "nats-server")]
public sealed class BrokerRightsTests(ShippedBroker broker) : IClassFixture<ShippedBroker>
{
    private static readonly string[] WebNodes = ["w1", "w2"];
    private static readonly string[] Testers = ["t1", "t2"];

    // Written down once more, by hand, for w1 and t1: what the lists must come to.
    private static readonly Dictionary<string, string[]> MayPublish = new(StringComparer.Ordinal)
    {
        ["w1"] = ["ps.q.t1", "ps.q.t2", "ps.u.t1", "ps.u.t2", "ps.w.w1", "ps.a.w1.w1", "ps.a.w2.w1", "ps.b.w1.w1", "ps.b.w2.w1"],
        ["w2"] = ["ps.q.t1", "ps.q.t2", "ps.u.t1", "ps.u.t2", "ps.w.w2", "ps.a.w1.w2", "ps.a.w2.w2", "ps.b.w1.w2", "ps.b.w2.w2"],
        ["t1"] = ["ps.hb.t1", "ps.r.w1.t1", "ps.r.w2.t1"],
        ["t2"] = ["ps.hb.t2", "ps.r.w1.t2", "ps.r.w2.t2"],
    };

    // The server takes > for a part that * allows, so that ps.r.w1.> is allowed with ps.r.w1.*; nobody may publish to anything that is longer.
    private static readonly Dictionary<string, string[]> MaySubscribe = new(StringComparer.Ordinal)
    {
        ["w1"] =
        [
            "ps.hb.t1", "ps.hb.t2", "ps.hb.*", "ps.r.w1.t1", "ps.r.w1.t2", "ps.r.w1.*", "ps.r.w1.>", "ps.w.w1", "ps.a.w1.w1", "ps.a.w1.w2", "ps.a.w1.*",
            "ps.b.w1.w1", "ps.b.w1.w2", "ps.b.w1.*", "_INBOX.w1.x", "_INBOX.w1.>",
        ],
        ["w2"] =
        [
            "ps.hb.t1", "ps.hb.t2", "ps.hb.*", "ps.r.w2.t1", "ps.r.w2.t2", "ps.w.w2", "ps.a.w2.w1", "ps.a.w2.w2", "ps.b.w2.w1", "ps.b.w2.w2",
            "_INBOX.w2.x",
        ],
        ["t1"] = ["ps.q.t1", "ps.u.t1", "_INBOX.t1.x", "_INBOX.t1.>"],
        ["t2"] = ["ps.q.t2", "ps.u.t2", "_INBOX.t2.x"],
    };

    private static readonly string[] Subjects =
    [
        .. Testers.SelectMany(tester => (string[])[$"ps.hb.{tester}", $"ps.q.{tester}", $"ps.u.{tester}"]),
        .. WebNodes.SelectMany(web => Testers, (web, tester) => $"ps.r.{web}.{tester}"),
        .. WebNodes.Select(web => $"ps.w.{web}"),
        .. WebNodes.SelectMany(owner => WebNodes, (owner, asking) => $"ps.a.{owner}.{asking}"),
        .. WebNodes.SelectMany(asking => WebNodes, (asking, owner) => $"ps.b.{asking}.{owner}"),
        .. WebNodes.Concat(Testers).Select(node => $"_INBOX.{node}.x"),
        "ps", "ps.q", "ps.q.t1.x", "ps.r.w1.t1.x", "ps.hb.t1.x", "ps.x.t1", "elsewhere", "_INBOX.x", "$SYS.REQ.SERVER.PING", "$JS.API.INFO", "$SRV.PING",
    ];

    // Nobody can publish to these.
    private static readonly string[] Patterns =
    [
        ">", "*", "ps.>", "ps.*", "ps.*.*", "ps.hb.*", "ps.q.*", "ps.u.*", "ps.r.*.*", "ps.r.*.t1", "ps.r.w1.*", "ps.r.w1.>", "ps.w.*", "ps.a.*.*", "ps.a.w1.*", "ps.b.*.*",
        "ps.b.w1.*", "ps.a.*.w1", "_INBOX.>", "_INBOX.*.x", "_INBOX.w1.>", "_INBOX.t1.>", "$SYS.>",
    ];

    public static TheoryData<string> Names => [.. WebNodes, .. Testers];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Node_may_publish_to_its_subjects_and_to_no_other(string name)
    {
        using var client = await LoggedInAsync(name);
        foreach (var subject in Subjects)
        {
            Assert.Equal((subject, MayPublish[name].Contains(subject, StringComparer.Ordinal)), (subject, await client.MayPublishAsync(subject)));
        }
    }

    [Theory]
    [InlineData("w1")]
    [InlineData("t1")]
    public async Task Node_may_subscribe_to_its_subjects_and_to_no_other(string name)
    {
        using var client = await LoggedInAsync(name);
        foreach (var subject in Subjects.Concat(Patterns))
        {
            Assert.Equal((subject, MaySubscribe[name].Contains(subject, StringComparer.Ordinal)), (subject, await client.MaySubscribeAsync(subject)));
        }
    }

    [Theory]
    [InlineData("w2")]
    [InlineData("t2")]
    public async Task Second_node_may_subscribe_to_its_own_and_to_nothing_of_the_first(string name)
    {
        using var client = await LoggedInAsync(name);
        foreach (var subject in Subjects)
        {
            Assert.Equal((subject, MaySubscribe[name].Contains(subject, StringComparer.Ordinal)), (subject, await client.MaySubscribeAsync(subject)));
        }
    }

    [Fact]
    public async Task What_a_node_may_say_arrives_and_where_nobody_listens_it_is_told()
    {
        using var tester = await LoggedInAsync("t1");
        using var web = await LoggedInAsync("w1");
        Assert.Empty(await tester.SayAsync("SUB ps.q.t1 1"));
        Assert.Empty(await web.SayAsync("SUB _INBOX.w1.> 1"));

        Assert.Empty(await web.SayAsync("PUB ps.q.t1 _INBOX.w1.7 2\r\nhi"));
        Assert.Equal(["MSG ps.q.t1 1 _INBOX.w1.7 2", "hi"], await tester.SayAsync("SUB ps.u.t1 2"));

        var told = await web.SayAsync("PUB ps.q.t2 _INBOX.w1.8 2\r\nhi");
        Assert.Equal("HMSG _INBOX.w1.8 1 16 16", told[0]);
        Assert.StartsWith("NATS/1.0 503", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_key_that_the_broker_knows()
    {
        var stranger = BrokerUser.New();
        Assert.NotNull(await ComplaintAsync(null));
        Assert.NotNull(await ComplaintAsync(stranger));
        Assert.NotNull(await ComplaintAsync(stranger, broker.Users["w1"].PublicKey));
        Assert.Null(await ComplaintAsync(broker.Users["w1"]));
    }

    [Fact]
    public async Task Nobody_gets_in_without_encryption()
    {
        NatsServer.Require();
        using var client = await BrokerClient.ConnectAsync(broker, encrypts: false);
        Assert.NotNull(await client.LogInAsync(broker.Users["w1"]));
    }

    [Fact]
    public async Task Broker_says_that_it_wants_a_login_and_encryption_and_offers_to_keep_nothing()
    {
        NatsServer.Require();
        using var client = await BrokerClient.ConnectAsync(broker);
        Assert.True(client.Info.GetProperty("auth_required").GetBoolean());
        Assert.True(client.Info.GetProperty("tls_required").GetBoolean());
        Assert.False(client.Info.TryGetProperty("jetstream", out var keeps) && keeps.GetBoolean());
        Assert.Equal(65536, client.Info.GetProperty("max_payload").GetInt32());
    }

    [Fact]
    public async Task Message_that_is_too_large_ends_the_connection()
    {
        using var client = await LoggedInAsync("w1");
        Assert.Empty(await client.SayAsync($"PUB ps.w.w1 65536\r\n{new string('x', 65536)}"));
        Assert.Empty((await client.SayAsync($"PUB ps.w.w1 65537\r\n{new string('x', 65537)}"))[^1]);
    }

    [Fact]
    public async Task Bus_of_a_web_node_finds_the_broker_as_it_should_be()
    {
        NatsServer.Require();
        var settings = new BusSettings("w1", [new Uri($"tls://localhost:{broker.Server.Port}")], broker.Users["w1"].Seed, broker.CaFile);
        await using var bus = NatsBus.Start(settings, echoes: true, TimeProvider.System, NullLogger.Instance);
        while (!bus.IsWell)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.True(await bus.IsForbiddenRefusedAsync(TestContext.Current.CancellationToken));
        Assert.True(bus.Server is { AsksForLogin: true, AsksForTls: true, KeepsMessages: false, LongestMessage: 65536 });
        Assert.Equal(0, bus.Refused);
    }

    [Fact]
    public void Configuration_has_allow_lists_alone_and_opens_one_port()
    {
        var words = Regex.Replace(broker.Configuration(broker.Users["w1"].Entry("w1", NodeRights.OfWebNode("w1"))), "(?m)#.*$", "", RegexOptions.None, TimeSpan.FromSeconds(5));
        string[] never =
        [
            "deny", "no_auth_user", "authorization", "jetstream", "websocket", "mqtt", "leafnodes", "gateway", "cluster", "http", "https", "monitor_port", "profile",
            "log_file", "logfile", "pidfile", "ports_file_dir", "prof_port", "queue", "password", "token", "allow_responses", "system_account",
        ];
        Assert.All(never, word => Assert.DoesNotMatch($@"(?i)\b{word}\b", words));
        Assert.Matches(@"(?m)^debug: false$", words);
        Assert.Matches(@"(?m)^trace: false$", words);
    }

    private async Task<BrokerClient> LoggedInAsync(string name)
    {
        NatsServer.Require();
        var client = await BrokerClient.ConnectAsync(broker);
        Assert.Null(await client.LogInAsync(broker.Users[name]));
        return client;
    }

    private async Task<string?> ComplaintAsync(BrokerUser? user, string? claimed = null)
    {
        NatsServer.Require();
        using var client = await BrokerClient.ConnectAsync(broker);
        return await client.LogInAsync(user, claimed);
    }
}
