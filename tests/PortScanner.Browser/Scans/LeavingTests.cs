using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Browser.Truth;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Scans;

/// <summary>A page that is left, with the program on a real database: nothing stays behind.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    // Less than the time after which the server itself misses a reader: so soon only what the page says of its leaving can have worked.
    private static readonly TimeSpan SoonerThanMissed = TimeSpan.FromSeconds(8);

    private readonly ThreeHosts _hosts;
    private readonly Database _database;
    private readonly ShippedProgram _program;

    public LeavingTests()
    {
        Assert.SkipWhen(BrowserLab.WhyNot is not null, BrowserLab.WhyNot ?? "");
        _hosts = new ThreeHosts();
        try
        {
            _hosts.LiftIcmpLimits();
            _database = Database.Start(_hosts.Server);
            _program = ShippedProgram.Start(_hosts.Server, [Side.V4.Server, Side.V6.Server], ShippedProgram.AllowTheLab, _database.Environment);
        }
        catch
        {
            _database?.Dispose();
            _hosts.Dispose();
            throw;
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        _database.Dispose();
        _hosts.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Rows_are_gone_once_a_page_is_stopped_reloaded_left_closed_or_finished()
    {
        using var host = new KnownHost(_hosts, Side.V4);
        await using var chromium = await Chromium.StartAsync(_hosts.Client);
        await using var window = await chromium.OpenAsync(Side.V4);

        await LeaveAsync(window, (_, live) => live.Stop.ClickAsync());
        await LeaveAsync(window, (page, _) => page.ReloadAsync());
        await LeaveAsync(window, (page, _) => page.GotoAsync("/about"));
        await LeaveAsync(window, (page, _) => page.CloseAsync());
        await LeaveAsync(window, async (page, live) =>
        {
            await live.Stop.ClickAsync();
            await live.Button("Other options").ClickAsync();
            await new StartForm(page).ScanAsync(KnownHost.Ports);
            await live.FinishedAsync();
        });

        Assert.Empty(window.Complaints);
        _program.Stop();
    }

    private async Task LeaveAsync(Window window, Func<IPage, LivePage, Task> leave)
    {
        var page = await window.OpenAsync("/");
        await new LivePage(page).MakeNextLastAsync();
        await new StartForm(page).StartAsync("quick");
        await new LivePage(page).RunningAsync();
        await Eventually.Holds(() => _database.Count("results") > 0, "rows were written");

        await leave(page, new LivePage(page));

        await Eventually.Holds(() => _database.Count("scans") == 0 && _database.Count("results") == 0, "the rows were deleted", SoonerThanMissed);
    }
}
