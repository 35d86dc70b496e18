using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Links;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Tests.Links;

/// <summary>Nodes whose keys were stolen: what they say is sealed as it should be, and is what none says.</summary>
public sealed class ViolationTests : IAsyncDisposable
{
    private readonly World _world = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<byte[]> NoMessages =>
    [
        Array.Empty<byte>(),
        new byte[LinkHead.Length - 1],
        new byte[LinkHead.Length],
        Plain(new LinkHead((LinkMessageKind)4, 0, 0, 0, 0)),
        Plain(new LinkHead(LinkMessageKind.Close, 0, 0, 0, 0)),
        Plain(new LinkHead(LinkMessageKind.Close, 0, 0, 0, 0), 0, 0),
        Plain(new LinkHead(LinkMessageKind.Close, 0, 0, 0, 0), (byte)LinkEnd.Lost),
        Plain(new LinkHead(LinkMessageKind.Close, 0, 0, 0, 0), 255),
    ];

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task Tester_that_says_what_is_no_message_is_told_to_stop(byte[] plain)
    {
        var (web, stolen) = await StolenTesterAsync();
        Say("ps.r.w1.t1", stolen.Seal(0, plain));

        Assert.Equal(LinkEnd.Violated, web.End);
        Assert.False(web.ReleasedAsync(Cancelled).IsCompleted);
        Assert.Equal(LinkMessageKind.Close, Heads(stolen, "ps.u.t1").Last().Kind);
    }

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task Web_node_that_says_what_is_no_message_has_no_scan_any_more(byte[] plain)
    {
        var (tester, stolen) = await StolenWebNodeAsync();
        Say("ps.u.t1", stolen.Seal(0, plain));

        Assert.Equal(LinkEnd.Violated, tester.End);
        await _world.PassUntilAsync(() => _world.TesterLinks.Count == 0);
    }

    [Fact]
    public async Task Web_node_that_sends_back_ticks_of_the_future_or_of_nowhere_makes_no_lease_longer()
    {
        var (tester, stolen) = await StolenWebNodeAsync();
        foreach (var tick in new[] { long.MaxValue, long.MinValue, -1, _world.Clock.Tick + 60_000 })
        {
            Say("ps.u.t1", stolen.Seal(0, Plain(new LinkHead(LinkMessageKind.Pulse, 0, tick, 0, 0))));
        }

        await _world.PassAsync(TimeSpan.FromSeconds(2.1));
        Assert.True(tester.LeaseAge > LinkTimes.Pause);
        await _world.PassUntilAsync(() => tester.End is not null);
        Assert.Equal(LinkEnd.LeaseOver, tester.End);
    }

    [Fact]
    public async Task Web_node_that_claims_to_have_read_what_was_not_sent_makes_no_room()
    {
        var (tester, stolen) = await StolenWebNodeAsync();
        Say("ps.u.t1", stolen.Seal(0, Plain(new LinkHead(LinkMessageKind.Pulse, ulong.MaxValue, 0, ulong.MaxValue, ulong.MaxValue))));
        for (var i = 0; i < SendWindow.Size; i++)
        {
            await tester.SendAsync(new byte[] { 1 }, MessageCare.Kept, Cancelled);
        }

        Say("ps.u.t1", stolen.Seal(0, Plain(new LinkHead(LinkMessageKind.Pulse, ulong.MaxValue, 0, 0, 0))));
        Assert.False(tester.SendAsync(new byte[] { 1 }, MessageCare.Kept, Cancelled).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Web_node_that_asks_for_everything_again_and_again_gets_it_five_times_a_second()
    {
        var (tester, stolen) = await StolenWebNodeAsync();
        for (var i = 0; i < 10; i++)
        {
            await tester.SendAsync(new byte[1000], MessageCare.Kept, Cancelled);
        }

        var before = Posted();
        for (var i = 0; i < 100; i++)
        {
            Say("ps.u.t1", stolen.Seal(0, Plain(new LinkHead(LinkMessageKind.Pulse, 0, _world.Clock.Tick, 0, 1))));
            await _world.PassAsync(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(Posted() - before, 10, 60);

        int Posted() => _world.Broker.Seen.Count(seen => seen.Subject == "ps.r.w1.t1" && seen.Message.Length > 1000);
    }

    [Fact]
    public async Task Tester_that_sends_more_than_it_may_fills_no_memory()
    {
        var (web, stolen) = await StolenTesterAsync();
        for (var sequence = 1UL; sequence <= 1000; sequence++)
        {
            Say("ps.r.w1.t1", stolen.Seal(sequence, Plain(new LinkHead(LinkMessageKind.Message, 0, (long)sequence, sequence, 0), 1)));
        }

        Say("ps.r.w1.t1", stolen.Seal(0, Plain(new LinkHead(LinkMessageKind.Close, 0, 2000, 0, 0), (byte)LinkEnd.Completed)));
        var count = 0;
        while (await web.ReadAsync(Cancelled) is not null)
        {
            count++;
        }

        Assert.Equal(SendWindow.Size + 1, count);
    }

    [Fact]
    public async Task Tester_speaks_on_no_link_but_its_own()
    {
        var (web, _) = await StolenTesterAsync();
        var (_, others) = await StolenTesterAsync();
        var message = others.Seal(0, Plain(new LinkHead(LinkMessageKind.Close, 0, 1, 0, 0), (byte)LinkEnd.Completed));
        web.Id.Write(message.AsSpan(1));
        Say("ps.r.w1.t1", message);

        Assert.Null(web.End);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static byte[] Plain(LinkHead head, params byte[] payload)
    {
        var plain = new byte[LinkHead.Length + payload.Length];
        head.Write(plain);
        payload.CopyTo(plain, LinkHead.Length);
        return plain;
    }

    private void Say(string subject, byte[] message) => _world.Broker.Inject(subject, message);

    private List<LinkHead> Heads(LinkKeys keys, string subject)
    {
        var heads = new List<LinkHead>();
        foreach (var (_, message) in _world.Broker.Seen.Where(seen => seen.Subject == subject))
        {
            if (EnvelopeHeader.TryRead(message.Span, out var header) && keys.Open(message.Span, header) is { } plain && LinkHead.TryRead(plain, out var head))
            {
                heads.Add(head);
            }
        }

        return heads;
    }

    // The tester's key opens the request, and the true tester never sees it.
    private async Task<(WebLink Web, LinkKeys Stolen)> StolenTesterAsync()
    {
        await _world.SettleAsync();
        _world.Broker.LetsPass = (subject, _) => subject.StartsWith("ps.hb", StringComparison.Ordinal);
        var web = _world.Ask();
        return (web, _world.SealKeys.TryOpen(_world.Broker.Seen.Last(seen => seen.Subject == "ps.q.t1").Message.Span)!.Keys);
    }

    private async Task<(GrantedLink Tester, LinkKeys Stolen)> StolenWebNodeAsync()
    {
        await _world.SettleAsync();
        var id = LinkId.New();
        var keys = LinkKeys.TryAgree(_world.SealKeys.PublicKey.Span, id, out var ephemeral)!;
        var grant = new Grant("w1", "t1", id, 0, _world.Clock.Epoch, _world.Clock.Tick, World.PlanHash, "a scan"u8.ToArray());
        Say("ps.q.t1", keys.SealRequest(ephemeral, SignedGrant.Make(grant, _world.WebNode)));
        Assert.True(_world.Granted.TryDequeue(out var granted));
        return (granted.Link, keys);
    }
}
