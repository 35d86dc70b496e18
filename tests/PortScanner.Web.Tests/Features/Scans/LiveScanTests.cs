using System.Diagnostics;
using System.Globalization;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Scans;

/// <summary>What holds while scans run. A full scan takes more than a minute at its pace, and so is still running when it is looked at.</summary>
[Collection<StartedProgram>]
public sealed class LiveScanTests
{
    private const string LongScan = "consent=yes&udp=no&icmp=no&pace=gentle";
    private const string ShortScan = "consent=yes&ports=1&icmp=no&format=json";

    [Fact]
    public async Task Second_scan_of_an_address_is_refused_until_the_first_ones_reader_goes_away()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        using (var running = await caller.BeginScanAsync(LongScan))
        {
            Assert.Equal(200, (int)running.StatusCode);
            var refused = await caller.ScanAsync("consent=yes");
            Assert.Equal(409, refused.Status);
            refused.AssertFitsTerminal();
            Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 600);
            using var other = site.From("127.0.0.2");
            Assert.Equal(200, (await other.ScanAsync(ShortScan)).Status);
        }

        // Disposing the answer closes its connection.
        var since = Stopwatch.GetTimestamp();
        Answer again;
        while ((again = await caller.ScanAsync(ShortScan)).Status == 409 && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(200, again.Status);
        site.Process.AskToStop();
        Assert.Equal(0, site.Process.WaitForExit());
        Assert.Contains("Scan ended: cancelled", site.Process.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_to_wait_for_a_running_scan_is_what_is_left_of_it_and_not_what_its_plan_allows()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        using var running = await caller.BeginScanAsync("consent=yes&ports=1-10000&udp=no&icmp=no");
        var least = int.MaxValue;
        for (var since = Stopwatch.GetTimestamp(); least > 30 && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(5);)
        {
            var refused = await caller.ScanAsync("consent=yes");
            Assert.Equal(409, refused.Status);
            least = Math.Min(least, int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture));
        }

        // Its plan allows more than a minute; at its pace it takes nine seconds.
        Assert.InRange(least, 1, 30);
    }

    [Fact]
    public async Task Scan_beyond_the_cap_is_refused_and_leaves_nothing_behind()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync("--Admission:MaximumLiveScans=1");
        using var first = site.From("127.0.0.1");
        using var second = site.From("127.0.0.2");
        using (await first.BeginScanAsync(LongScan))
        {
            var refused = await second.ScanAsync(ShortScan);
            Assert.Equal((503, "application/problem+json"), (refused.Status, refused.MediaType));
            Assert.True(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture) >= 1);

            // The refused scan is not counted as the caller's live one.
            Assert.Equal(503, (await second.ScanAsync(ShortScan)).Status);
        }
    }

    [Theory]
    [InlineData("text", "The test ended early:")]
    [InlineData("html", "The test ended early:")]
    [InlineData("ndjson", "\"ended\":\"The tester had to stop")]
    public async Task Stopped_program_ends_the_running_report_with_a_sentence(string format, string words)
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        using var running = await caller.BeginScanAsync($"{LongScan}&format={format}");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        site.Process.AskToStop();
        var report = await Answer.OfAsync(running);
        Assert.Contains(words, report.Body, StringComparison.Ordinal);
        Assert.Equal(0, site.Process.WaitForExit());
    }

    [Fact]
    public async Task Row_of_an_open_port_comes_before_the_report_is_finished()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        using var caller = site.From();
        using var running = await caller.BeginScanAsync($"{LongScan}&format=ndjson");
        using var reader = new StreamReader(await running.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"protocol\":\"tcp\"", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(409, (await caller.ScanAsync(ShortScan)).Status);
    }
}
