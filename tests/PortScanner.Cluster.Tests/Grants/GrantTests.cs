using Microsoft.Extensions.Time.Testing;

using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Tests.Grants;

public sealed class GrantTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly NodeIdentity _webNode = Node.Named("w1");
    private readonly NodeIdentity _stranger = Node.Named("w1");
    private readonly TesterClock _clock;
    private readonly GrantJudge _judge;

    public GrantTests()
    {
        _clock = new TesterClock(_time);
        _judge = new GrantJudge("t1", Node.Believed(_webNode), _clock, scansPerMinute: 3);
        _time.Advance(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Good_grant_is_good_and_says_what_was_signed()
    {
        var grant = Grant() with { Attempt = 1, PlanHash = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), Request = "a request"u8.ToArray() };

        var verdict = Judge(grant);

        Assert.Null(verdict.Refusal);
        var granted = verdict.Granted!.Grant;
        Assert.Equal(grant with { PlanHash = default, Request = default }, granted with { PlanHash = default, Request = default });
        Assert.Equal(grant.PlanHash.ToArray(), granted.PlanHash.ToArray());
        Assert.Equal(grant.Request.ToArray(), granted.Request.ToArray());
    }

    [Fact]
    public void Web_node_that_is_not_in_the_settings_is_refused() =>
        Assert.Equal(GrantRefusal.UnknownWebNode, Judge(Grant() with { WebNode = "w2" }).Refusal);

    [Fact]
    public void Key_that_is_not_the_web_nodes_is_refused() =>
        Assert.Equal(GrantRefusal.BadSignature, _judge.Judge(Link(1), SignedGrant.Make(Grant(), _stranger)).Refusal);

    [Fact]
    public void Request_that_was_changed_after_it_was_signed_is_refused()
    {
        var good = SignedGrant.Make(Grant() with { Request = "192.0.2.7"u8.ToArray() }, _webNode);
        var other = SignedGrant.Make(Grant() with { Request = "192.0.2.8"u8.ToArray() }, _webNode);

        Assert.Equal(GrantRefusal.BadSignature, _judge.Judge(Link(1), [.. good[..64], .. other[64..]]).Refusal);
    }

    [Fact]
    public void Other_testers_grant_is_refused() => Assert.Equal(GrantRefusal.NotForMe, Judge(Grant() with { Tester = "t2" }).Refusal);

    [Fact]
    public void Grant_of_another_link_than_the_envelope_is_refused() =>
        Assert.Equal(GrantRefusal.Malformed, _judge.Judge(Link(2), SignedGrant.Make(Grant(), _webNode)).Refusal);

    [Fact]
    public void Grant_of_an_earlier_life_is_refused() => Assert.Equal(GrantRefusal.Stale, Judge(Grant() with { Epoch = _clock.Epoch ^ 1 }).Refusal);

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, GrantRefusal.Stale)]
    [InlineData(11_000, GrantRefusal.Stale)]
    [InlineData(-1, GrantRefusal.Stale)]
    [InlineData(0, null)]
    public void Grant_is_good_for_ten_seconds_of_the_testers_own_time(long age, GrantRefusal? refusal) =>
        Assert.Equal(refusal, Judge(Grant() with { Tick = _clock.Tick - age }).Refusal);

    [Fact]
    public void Grant_is_good_once_for_as_long_as_it_would_be_good()
    {
        var grant = SignedGrant.Make(Grant(), _webNode);

        Assert.Null(_judge.Judge(Link(1), grant).Refusal);
        for (var second = 0; second <= 10; second++, _time.Advance(TimeSpan.FromSeconds(1)))
        {
            Assert.Equal(GrantRefusal.Replayed, _judge.Judge(Link(1), grant).Refusal);
        }

        for (var second = 11; second <= 60; second++, _time.Advance(TimeSpan.FromSeconds(1)))
        {
            Assert.Equal(GrantRefusal.Stale, _judge.Judge(Link(1), grant).Refusal);
        }
    }

    [Fact]
    public void Second_grant_for_one_link_is_refused_whatever_else_it_says()
    {
        Assert.Null(Judge(Grant()).Refusal);
        Assert.Equal(GrantRefusal.Replayed, Judge(Grant() with { Attempt = 1, Request = "other"u8.ToArray() }).Refusal);
    }

    [Fact]
    public void Web_node_has_so_many_scans_a_minute_and_no_more()
    {
        Assert.All(Enumerable.Range(1, 3), i => Assert.Null(Judge(Grant(i)).Refusal));
        Assert.Equal(GrantRefusal.Quota, Judge(Grant(4)).Refusal);
        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal(GrantRefusal.Quota, Judge(Grant(5)).Refusal);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.All(Enumerable.Range(6, 3), i => Assert.Null(Judge(Grant(i)).Refusal));
        Assert.Equal(GrantRefusal.Quota, Judge(Grant(9)).Refusal);
    }

    [Fact]
    public void What_was_refused_costs_no_quota()
    {
        Assert.All(Enumerable.Range(1, 9), i => Assert.Equal(GrantRefusal.Stale, Judge(Grant(i) with { Tick = 0 }).Refusal));
        Assert.All(Enumerable.Range(1, 3), i => Assert.Null(Judge(Grant(i)).Refusal));
        Assert.All(Enumerable.Range(1, 3), i => Assert.Equal(GrantRefusal.Replayed, Judge(Grant(i)).Refusal));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.All(Enumerable.Range(4, 3), i => Assert.Null(Judge(Grant(i)).Refusal));
    }

    [Fact]
    public void Quota_of_one_web_node_is_not_anothers()
    {
        using var other = Node.Named("w2");
        var judge = new GrantJudge("t1", Node.Believed(_webNode, other), _clock, scansPerMinute: 1);

        Assert.Null(judge.Judge(Link(1), SignedGrant.Make(Grant(), _webNode)).Refusal);
        Assert.Null(judge.Judge(Link(2), SignedGrant.Make(Grant(2) with { WebNode = "w2" }, other)).Refusal);
    }

    [Fact]
    public void What_is_remembered_is_forgotten_once_it_is_stale()
    {
        for (var i = 1; i <= 1000; i++, _time.Advance(TimeSpan.FromSeconds(1)))
        {
            Judge(Grant(i));
        }

        Assert.InRange(_judge.Remembered, 1, 17);
    }

    [Fact]
    public void What_another_key_of_the_cluster_signed_for_another_purpose_is_no_grant()
    {
        var body = SignedGrant.Make(Grant(), _webNode)[Signed.SignatureLength..];

        Assert.Equal(GrantRefusal.BadSignature, _judge.Judge(Link(1), Signed.Make(_webNode, Signed.Heartbeat, body)).Refusal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":2,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":""}""")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":-1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":""}""")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAA","attempt":0,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":""}""")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":1,"planHash":"AAAA","request":""}""")]
    [InlineData("""{"kid":"W 1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":""}""")]
    [InlineData("""{"kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":"","more":1}""")]
    [InlineData("""{"kid":"w1","kid":"w1","aud":"t1","link":"AAAAAAAAAAAAAAAAAAAAAQ==","attempt":0,"epoch":1,"tick":1,"planHash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","request":""}""")]
    public void What_lacks_something_or_has_more_is_no_grant_though_it_is_signed(string body)
    {
        var signed = Signed.Make(_webNode, Signed.Grant, System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(GrantRefusal.Malformed, _judge.Judge(Link(1), signed).Refusal);
    }

    [Fact]
    public void Each_prefix_is_refused_and_each_bit_counts()
    {
        var signed = SignedGrant.Make(Grant(), _webNode);
        for (var length = 0; length < signed.Length; length++)
        {
            Assert.Null(_judge.Judge(Link(1), signed.AsSpan(0, length)).Granted);
        }

        for (var bit = 0; bit < 8 * signed.Length; bit++)
        {
            var flipped = signed.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(_judge.Judge(Link(1), flipped).Granted);
        }

        Assert.NotNull(_judge.Judge(Link(1), signed).Granted);
    }

    private static LinkId Link(int number) => new((UInt128)number);

    private Grant Grant(int link = 1) => new("w1", "t1", Link(link), 0, _clock.Epoch, _clock.Tick, new byte[32], "what is asked"u8.ToArray());

    private GrantVerdict Judge(Grant grant) => _judge.Judge(grant.Link, SignedGrant.Make(grant, _webNode));
}
