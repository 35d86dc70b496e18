using System.Diagnostics;

using PortScanner.Web.Features.Live;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Live;

/// <summary>A live scan ends with its reader. A full scan takes more than a minute at its pace, and so is still running when it is looked at.</summary>
[Collection<StartedProgram>]
public sealed class LivePurgeTests
{
    private const string LongScan = "consent=yes&udp=no&icmp=no&pace=gentle";

    private const string ShortScan = "consent=yes&ports=1&icmp=no";

    // Ten seconds of timeout, a second between looks, and a busy machine.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Scan_whose_reader_went_away_or_never_came_ends()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var left = new LiveVisitor(site, "127.0.2.1");
        using var never = new LiveVisitor(site, "127.0.2.2");
        using var stays = new LiveVisitor(site, "127.0.2.3");
        var followed = await stays.BeginAsync(LongScan);
        using var stream = await stays.FollowAsync(followed);
        await never.BeginAsync(LongScan);
        var path = await left.BeginAsync(LongScan);
        (await left.FollowAsync(path)).Dispose();
        Assert.Equal(409, (await left.PostAsync(LongScan)).Status);

        await UntilAsync(async () => (await left.SendAsync("GET", path)).Status == 404);
        await UntilAsync(async () => (await never.PostAsync(LongScan)).Status == 201);
        Assert.Equal(201, (await left.PostAsync(LongScan)).Status);
        Assert.Equal(200, (await stays.SendAsync("GET", followed)).Status);
    }

    [Fact]
    public async Task Scan_that_ended_without_anyone_who_knows_of_it_is_not_kept_for_longer()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var visitor = new LiveVisitor(site);
        var path = await visitor.BeginAsync(ShortScan);

        // A page that has read the end has a minute to take the reports along; this is half of it.
        await UntilAsync(async () => (await visitor.SendAsync("GET", path)).Status == 404);
        Assert.Equal(201, (await visitor.PostAsync(ShortScan)).Status);
    }

    [Fact]
    public async Task Scan_has_only_so_many_readers_at_once()
    {
        const int most = LiveScan.MaximumReaders;
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var visitor = new LiveVisitor(site);
        var path = await visitor.BeginAsync(LongScan);
        var streams = await Task.WhenAll(Enumerable.Range(0, most).Select(_ => visitor.FollowAsync(path)));

        var refused = await visitor.SendAsync("GET", $"{path}/events");
        Assert.Equal((429, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.Equal(429, (await visitor.SendAsync("GET", $"{path}/report")).Status);

        Array.ForEach(streams, stream => stream.Dispose());
        await UntilAsync(async () => (await visitor.SendAsync("GET", $"{path}/report?format=none")).Status == 400);
    }

    [Fact]
    public async Task Abandoned_scan_is_gone_at_once_and_its_reader_is_told()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var visitor = new LiveVisitor(site);
        var path = await visitor.BeginAsync(LongScan);
        using var response = await visitor.FollowAsync(path);
        Assert.Equal(204, (await visitor.SendAsync("POST", $"{path}/abandon")).Status);
        Assert.Equal(201, (await visitor.PostAsync(LongScan)).Status);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("gone", (await LiveEvent.ReadAsync(reader).ToListAsync(TestContext.Current.CancellationToken))[^1].Name);
        site.Process.AskToStop();
        Assert.Equal(0, site.Process.WaitForExit());
        Assert.Equal(2, site.Process.Written.Split("Scan ended: cancelled").Length - 1);
    }

    [Fact]
    public async Task Stopped_program_ends_the_events_with_what_is_known()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var visitor = new LiveVisitor(site);
        var events = visitor.ReadToEndAsync(await visitor.BeginAsync(LongScan));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        site.Process.AskToStop();
        var end = (await events)[^1];
        Assert.Equal("end", end.Name);
        Assert.Contains("had to stop", end.Data.GetProperty("ended").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, site.Process.WaitForExit());
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var since = Stopwatch.GetTimestamp(); !await holds();)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Timeout);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
