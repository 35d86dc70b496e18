using PortScanner.Cluster.Links;

namespace PortScanner.Cluster.Tests.Links;

/// <summary>Who is lost when, and who may send when, by clocks that a test moves.</summary>
public sealed class LeaseTests : IAsyncDisposable
{
    private readonly World _world = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_stays_young_while_both_are_there_though_nobody_says_anything()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 60; i++)
        {
            await _world.PassAsync(TimeSpan.FromSeconds(1));
            Assert.InRange(tester.LeaseAge, TimeSpan.Zero, TimeSpan.FromSeconds(0.7));
            Assert.InRange(web.SinceHeard, TimeSpan.Zero, TimeSpan.FromSeconds(0.4));
        }

        Assert.Null(web.End);
        Assert.Null(tester.End);
    }

    [Fact]
    public async Task Tester_that_hears_nothing_has_paused_before_another_may_begin_and_ends_after_five_seconds()
    {
        var (web, tester) = await OpenAsync();
        _world.TesterBus.IsConnected = false;
        var released = web.ReleasedAsync(Cancelled);
        await _world.PassUntilAsync(() => released.IsCompleted);
        Assert.True(tester.LeaseAge > LinkTimes.Pause);
        Assert.Null(tester.End);

        await _world.PassUntilAsync(() => tester.End is not null);
        Assert.Equal(LinkEnd.LeaseOver, tester.End);
        Assert.InRange(tester.LeaseAge, LinkTimes.Lease, LinkTimes.Lease + TimeSpan.FromSeconds(0.2));
        Assert.Null(await tester.ReadAsync(Cancelled));
        await _world.PassUntilAsync(() => _world.TesterLinks.Count == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(1200)]
    public async Task Tester_that_gets_a_request_late_may_not_send_after_another_began(int before)
    {
        await _world.SettleAsync();

        // The heartbeat is some time old, and what is said to the tester stands somewhere for a while.
        var silent = true;
        _world.Broker.LetsPass = (subject, _) => !silent || !subject.StartsWith("ps.hb", StringComparison.Ordinal);
        await _world.PassAsync(TimeSpan.FromMilliseconds(before));
        _world.TesterBus.IsConnected = false;
        var web = _world.Ask();
        var held = _world.Broker.Seen.Last(seen => seen.Subject == "ps.q.t1");
        var released = web.ReleasedAsync(Cancelled);
        await web.DisposeAsync();
        await _world.PassUntilAsync(() => released.IsCompleted);

        (_world.TesterBus.IsConnected, silent) = (true, false);
        _world.Broker.LetsPass = (subject, _) => subject != "ps.u.t1";
        _world.Broker.Inject(held.Subject, held.Message);
        Assert.True(_world.Granted.TryDequeue(out var granted));
        Assert.True(granted.Link.LeaseAge > LinkTimes.Pause);
        await _world.PassUntilAsync(() => granted.Link.End is not null);
        Assert.Equal(LinkEnd.LeaseOver, granted.Link.End);
    }

    [Fact]
    public async Task Tester_that_is_silent_while_the_bus_is_well_is_lost_after_three_seconds()
    {
        var (web, _) = await OpenAsync();
        var from = _world.Time.GetUtcNow();
        _world.Broker.LetsPass = (subject, _) => subject != "ps.r.w1.t1";
        await _world.PassUntilAsync(() => web.End is not null);

        Assert.Equal(LinkEnd.Lost, web.End);
        Assert.InRange(_world.Time.GetUtcNow() - from, TimeSpan.FromSeconds(2.7), TimeSpan.FromSeconds(3.2));
    }

    [Fact]
    public async Task What_a_silent_tester_said_before_does_not_keep_it_there_when_others_send_it_again()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await tester.SendAsync(new byte[] { 1 }, MessageCare.Kept, Cancelled);
            await tester.SendAsync(new byte[] { 2 }, MessageCare.Passing, Cancelled);
            await _world.PassAsync(TimeSpan.FromMilliseconds(100));
        }

        var recorded = _world.Broker.Seen.Where(seen => seen.Subject == "ps.r.w1.t1").ToList();
        _world.Broker.LetsPass = (subject, _) => subject != "ps.r.w1.t1";
        for (var i = 0; i < 33; i++)
        {
            recorded.ForEach(seen => _world.Broker.Inject(seen.Subject, seen.Message));
            await _world.PassAsync(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(LinkEnd.Lost, web.End);
    }

    [Fact]
    public async Task Tester_that_was_killed_is_lost_within_a_second_and_a_half()
    {
        var (web, _) = await OpenAsync();
        var from = _world.Time.GetUtcNow();
        _world.TesterBus.IsConnected = false;
        await _world.PassUntilAsync(() => web.End is not null);

        Assert.Equal(LinkEnd.Lost, web.End);
        Assert.InRange(_world.Time.GetUtcNow() - from, TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task That_nobody_listens_for_half_a_second_loses_nobody()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            _world.TesterBus.IsConnected = false;
            await _world.PassAsync(TimeSpan.FromSeconds(0.5));
            _world.TesterBus.IsConnected = true;
            await _world.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Null(web.End);
        Assert.Null(tester.End);
    }

    [Fact]
    public async Task Nobody_is_lost_while_the_bus_is_ill_nor_for_two_seconds_after()
    {
        var (web, _) = await OpenAsync();
        _world.TesterBus.IsConnected = false;
        _world.WebBus.IsWell = false;
        await _world.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Null(web.End);
        Assert.InRange(_world.WebLinks.BusIllFor, TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(29));

        _world.WebBus.IsWell = true;
        await _world.PassAsync(TimeSpan.FromSeconds(1.9));
        Assert.Null(web.End);
        await _world.PassAsync(TimeSpan.FromSeconds(1.2));
        Assert.Equal(LinkEnd.Lost, web.End);
    }

    [Fact]
    public async Task Bus_that_is_ill_for_half_a_minute_ends_a_link_and_says_nothing_of_the_tester()
    {
        var (web, _) = await OpenAsync();
        _world.WebBus.IsWell = false;
        await _world.PassAsync(TimeSpan.FromSeconds(30.2));

        Assert.Equal(LinkEnd.BusLost, web.End);
    }

    [Fact]
    public async Task Web_node_that_was_lost_renews_no_lease_by_what_it_says_later()
    {
        var (web, tester) = await OpenAsync();
        _world.Broker.LetsPass = (subject, _) => subject != "ps.u.t1";
        await web.DisposeAsync();

        // The tester speaks on, and is told again and again that nobody wants it: all the while the time runs after which another may begin.
        var released = web.ReleasedAsync(Cancelled);
        await _world.PassAsync(LinkTimes.Release + TimeSpan.FromSeconds(0.1));
        Assert.True(released.IsCompleted);
        Assert.True(tester.LeaseAge > LinkTimes.Pause);
        var last = _world.Broker.Seen.Last(seen => seen.Subject == "ps.u.t1");
        _world.Broker.Inject(last.Subject, last.Message);
        Assert.True(tester.LeaseAge > LinkTimes.Pause);
        Assert.Equal(LinkEnd.Stopped, tester.End);
    }

    [Fact]
    public async Task Message_brings_the_tick_that_the_web_node_had_heard_however_long_it_was_on_its_way()
    {
        var (web, tester) = await OpenAsync();
        await web.SendAsync("the visitor is there"u8.ToArray(), MessageCare.Passing, Cancelled);
        var (said, held) = (_world.Clock.Tick, _world.Broker.Seen[^1]);
        _world.Broker.LetsPass = (_, message) => !message.Equals(held.Message);
        await _world.PassAsync(TimeSpan.FromMilliseconds(200));
        _world.Broker.LetsPass = null;
        _world.Broker.Inject(held.Subject, held.Message);

        Assert.InRange((await tester.ReadAsync(Cancelled))!.Value.Tick, said - 500, said);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task<(WebLink Web, GrantedLink Tester)> OpenAsync()
    {
        await _world.SettleAsync();
        return await _world.OpenAsync();
    }
}
