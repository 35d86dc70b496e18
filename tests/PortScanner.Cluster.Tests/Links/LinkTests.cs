using PortScanner.Cluster.Grants;
using PortScanner.Cluster.Links;

namespace PortScanner.Cluster.Tests.Links;

public sealed class LinkTests : IAsyncDisposable
{
    private readonly World _world = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_arrives_at_the_tester_and_what_it_says_at_the_web_node()
    {
        var (web, tester) = await OpenAsync();
        await tester.SendAsync("begun"u8.ToArray(), MessageCare.Kept, Cancelled);
        await tester.SendAsync("a row"u8.ToArray(), MessageCare.Kept, Cancelled);
        await web.SendAsync("the visitor is there"u8.ToArray(), MessageCare.Passing, Cancelled);
        await _world.PassAsync(TimeSpan.FromMilliseconds(20));
        Assert.Equal("the visitor is there", await ReadAsync(tester));

        tester.Close(LinkEnd.Completed);
        await _world.PassAsync(TimeSpan.FromMilliseconds(20));
        Assert.Equal("begun", await ReadAsync(web));
        Assert.Equal("a row", await ReadAsync(web));
        Assert.Null(await web.ReadAsync(Cancelled));
        Assert.Equal(LinkEnd.Completed, web.End);
        await _world.PassUntilAsync(() => _world.TesterLinks.Count == 0);
    }

    [Fact]
    public async Task Nothing_that_is_said_can_be_read_on_the_bus()
    {
        var (web, tester) = await OpenAsync();
        await tester.SendAsync("192.0.2.7 has 22 open"u8.ToArray(), MessageCare.Kept, Cancelled);
        await web.SendAsync("192.0.2.7 is there"u8.ToArray(), MessageCare.Passing, Cancelled);
        await _world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.NotNull(await ReadAsync(web));
        Assert.All(_world.Broker.Seen, seen => Assert.Equal(-1, seen.Message.Span.IndexOf("192.0.2.7"u8)));
        Assert.All(_world.Broker.Seen, seen => Assert.Equal(-1, seen.Message.Span.IndexOf("a scan"u8)));
    }

    [Fact]
    public async Task Sixty_four_messages_may_be_on_their_way_and_the_next_waits_until_some_were_read()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 64; i++)
        {
            await tester.SendAsync(BitConverter.GetBytes(i), MessageCare.Kept, Cancelled);
        }

        var next = tester.SendAsync("next"u8.ToArray(), MessageCare.Kept, Cancelled).AsTask();
        await _world.PassAsync(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        await tester.SendAsync("passing"u8.ToArray(), MessageCare.Passing, Cancelled);

        for (var i = 0; i < 16; i++)
        {
            await web.ReadAsync(Cancelled);
        }

        await _world.PassAsync(TimeSpan.FromMilliseconds(20));
        await next.WaitAsync(TimeSpan.FromSeconds(10), Cancelled);
    }

    [Fact]
    public async Task Reader_that_stands_still_gets_no_more_than_sixteen_passing_messages()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 100; i++)
        {
            await tester.SendAsync(BitConverter.GetBytes(i), MessageCare.Passing, Cancelled);
        }

        await tester.SendAsync("kept"u8.ToArray(), MessageCare.Kept, Cancelled);
        tester.Close(LinkEnd.Completed);
        await _world.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(17, await CountAsync(web));
    }

    [Fact]
    public async Task Last_message_that_is_lost_is_missed_and_asked_for_three_times_a_second_at_most()
    {
        var (web, tester) = await OpenAsync();
        _world.Broker.LetsPass = (subject, message) => subject != "ps.r.w1.t1" || message.Length < 1000;
        await tester.SendAsync(new byte[2000], MessageCare.Kept, Cancelled);
        tester.Close(LinkEnd.Completed);
        var before = _world.Broker.Seen.Count(seen => seen.Message.Length > 2000);
        await _world.PassAsync(TimeSpan.FromSeconds(3));
        Assert.InRange(_world.Broker.Seen.Count(seen => seen.Message.Length > 2000) - before, 5, 11);
        Assert.Null(web.End);

        _world.Broker.LetsPass = null;
        await _world.PassUntilAsync(() => web.End is not null);
        Assert.Equal(1, await CountAsync(web));
        Assert.Equal(LinkEnd.Completed, web.End);
    }

    [Fact]
    public async Task Tester_that_leaves_says_so_after_all_its_rows()
    {
        var (web, tester) = await OpenAsync();
        await tester.SendAsync("row"u8.ToArray(), MessageCare.Kept, Cancelled);
        tester.Close(LinkEnd.Drained);
        await Assert.ThrowsAsync<LinkEndedException>(() => tester.SendAsync("more"u8.ToArray(), MessageCare.Kept, Cancelled).AsTask());
        await _world.PassUntilAsync(() => web.End is not null);

        Assert.Equal(1, await CountAsync(web));
        Assert.Equal(LinkEnd.Drained, web.End);
        Assert.True(web.ReleasedAsync(Cancelled).IsCompleted);
    }

    [Fact]
    public async Task Web_node_that_wants_no_more_ends_the_testers_scan_at_once()
    {
        var (web, tester) = await OpenAsync();
        await web.DisposeAsync();
        await _world.PassAsync(TimeSpan.FromMilliseconds(20));

        Assert.Null(await tester.ReadAsync(Cancelled));
        Assert.Equal(LinkEnd.Stopped, tester.End);
        await _world.PassUntilAsync(() => _world.TesterLinks.Count == 0);
    }

    [Fact]
    public async Task Web_node_that_wants_no_more_says_so_again_if_that_was_lost()
    {
        var (web, tester) = await OpenAsync();
        _world.Broker.LetsPass = (_, _) => false;
        await web.DisposeAsync();
        await _world.PassAsync(TimeSpan.FromMilliseconds(20));
        _world.Broker.LetsPass = null;
        await _world.PassAsync(TimeSpan.FromMilliseconds(500));

        Assert.Equal(LinkEnd.Stopped, tester.End);
    }

    [Fact]
    public async Task Tester_whose_side_fails_says_so()
    {
        var (web, tester) = await OpenAsync();
        await tester.DisposeAsync();
        await _world.PassAsync(TimeSpan.FromMilliseconds(50));

        Assert.Equal(LinkEnd.Failed, web.End);
    }

    [Fact]
    public async Task Grant_that_is_sent_again_is_not_answered_and_disturbs_no_link()
    {
        var (web, tester) = await OpenAsync();
        var recorded = _world.Broker.Seen.Where(seen => seen.Subject == "ps.q.t1").ToList();
        for (var second = 0; second < 30; second++)
        {
            var before = _world.Broker.Seen.Count;
            recorded.ForEach(seen => _world.Broker.Inject(seen.Subject, seen.Message));
            Assert.Equal(before, _world.Broker.Seen.Count);
            await _world.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_world.Granted);
        Assert.Equal(30, _world.TesterLinks.Refused(GrantRefusal.Replayed) + _world.TesterLinks.Refused(GrantRefusal.Stale));
        Assert.Null(web.End);
        Assert.Null(tester.End);
    }

    [Fact]
    public async Task What_was_refused_is_logged_once_in_ten_seconds_with_its_number_and_the_last_reason()
    {
        await OpenAsync();
        Assert.Empty(_world.Log.Lines);
        var recorded = _world.Broker.Seen.Last(seen => seen.Subject == "ps.q.t1");
        for (var i = 0; i < 80; i++)
        {
            _world.Broker.Inject(recorded.Subject, recorded.Message);
            _world.Broker.Inject(recorded.Subject, recorded.Message[..^1]);
            await _world.PassAsync(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal("820 1 requests were refused, the last because of Replayed; 1 more were not for this tester, or none", Assert.Single(_world.Log.Lines));
        await _world.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("820 79 requests were refused, the last because of Replayed; 79 more were not for this tester, or none", _world.Log.Lines[^1]);
        Assert.Equal(2, _world.Log.Lines.Count);
    }

    [Fact]
    public async Task Web_node_that_asks_too_often_is_told_so_once()
    {
        await using var world = new World(scansPerMinute: 1);
        await world.SettleAsync();
        await world.OpenAsync();
        var second = world.Ask();
        await world.PassUntilAsync(() => second.End is not null);
        Assert.Equal(LinkEnd.Quota, second.End);
        Assert.True(second.ReleasedAsync(Cancelled).IsCompleted);

        await world.PassUntilAsync(() => world.TesterLinks.Count == 1);
        var posted = world.Broker.Seen.Count;
        world.Broker.Seen.Where(seen => seen.Subject == "ps.q.t1").ToList().ForEach(seen => world.Broker.Inject(seen.Subject, seen.Message));
        Assert.Equal(posted, world.Broker.Seen.Count);
    }

    [Fact]
    public async Task Message_that_is_too_long_for_the_bus_is_refused_where_it_is_made()
    {
        var (web, tester) = await OpenAsync();
        await tester.SendAsync(new byte[IMessageLink.LongestMessage], MessageCare.Kept, Cancelled);
        await Assert.ThrowsAsync<ArgumentException>(() => tester.SendAsync(new byte[IMessageLink.LongestMessage + 1], MessageCare.Kept, Cancelled).AsTask());
        await _world.PassAsync(TimeSpan.FromMilliseconds(50));

        Assert.Equal(IMessageLink.LongestMessage, (await web.ReadAsync(Cancelled))!.Value.Bytes.Length);
        var tester1 = _world.Registry.Fresh.Single();
        Assert.NotNull(_world.WebLinks.Open(tester1, 0, World.PlanHash, new byte[WebLinks.LongestRequest]));
        Assert.Throws<ArgumentException>(() => _world.WebLinks.Open(tester1, 0, World.PlanHash, new byte[WebLinks.LongestRequest + 1]));
        await _world.PassUntilAsync(() => !_world.Granted.IsEmpty);
        Assert.All(_world.Broker.Seen, seen => Assert.InRange(seen.Message.Length, 0, 65_536));
    }

    [Fact]
    public async Task What_others_recorded_on_a_link_changes_nothing_when_it_is_sent_again()
    {
        var (web, tester) = await OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            await tester.SendAsync(BitConverter.GetBytes(i), i % 3 == 0 ? MessageCare.Passing : MessageCare.Kept, Cancelled);
            await web.SendAsync(BitConverter.GetBytes(i), MessageCare.Passing, Cancelled);
            await _world.PassAsync(TimeSpan.FromMilliseconds(100));
            foreach (var seen in _world.Broker.Seen.Where(seen => seen.Subject.StartsWith("ps.r.", StringComparison.Ordinal) || seen.Subject.StartsWith("ps.u.", StringComparison.Ordinal)).ToList())
            {
                _world.Broker.Inject(seen.Subject, seen.Message);
            }

            Assert.Equal(i, BitConverter.ToInt32((await web.ReadAsync(Cancelled))!.Value.Bytes.Span));
            Assert.Equal(i, BitConverter.ToInt32((await tester.ReadAsync(Cancelled))!.Value.Bytes.Span));
        }

        tester.Close(LinkEnd.Completed);
        await _world.PassUntilAsync(() => web.End is not null);
        Assert.Equal(0, await CountAsync(web));
    }

    [Fact]
    public async Task Noise_on_all_subjects_changes_nothing()
    {
        var (web, tester) = await OpenAsync();
        var random = new Random(1);
        foreach (var seen in _world.Broker.Seen.ToList())
        {
            for (var i = 0; i < 50; i++)
            {
                var noise = seen.Message.ToArray();
                noise[random.Next(noise.Length)] ^= (byte)(1 << random.Next(8));
                _world.Broker.Inject(seen.Subject, noise);
                _world.Broker.Inject(seen.Subject, noise.AsMemory(0, random.Next(noise.Length)));
            }
        }

        await tester.SendAsync("row"u8.ToArray(), MessageCare.Kept, Cancelled);
        await _world.PassAsync(TimeSpan.FromMilliseconds(50));
        Assert.Equal("row", await ReadAsync(web));
        Assert.Empty(_world.Granted);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static async Task<string?> ReadAsync(IMessageLink link) =>
        await link.ReadAsync(Cancelled) is { } message ? System.Text.Encoding.UTF8.GetString(message.Bytes.Span) : null;

    private static async Task<int> CountAsync(WebLink link)
    {
        var count = 0;
        while (await link.ReadAsync(Cancelled) is not null)
        {
            count++;
        }

        return count;
    }

    private async Task<(WebLink Web, GrantedLink Tester)> OpenAsync()
    {
        await _world.SettleAsync();
        return await _world.OpenAsync();
    }
}
