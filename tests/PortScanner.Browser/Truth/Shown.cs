using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Truth;

/// <summary>Compares what a page shows with what is known of the host.</summary>
internal static class Shown
{
    /// <summary>Fails unless map and table show each port once, and truly.</summary>
    /// <param name="host">The host.</param>
    /// <param name="live">The page.</param>
    /// <param name="report">The report of the same scan, which tells what was asked.</param>
    public static async Task MatchAsync(KnownHost host, LivePage live, ScanReport report)
    {
        var asked = report.Results.Where(row => row.Port is not null).Select(row => (row.Protocol, row.Port!.Value)).Distinct().Order().ToList();
        var cells = await live.MapAsync();
        var rows = await live.TableAsync();

        Assert.Equal(asked, cells.Select(cell => (cell.Protocol, cell.Port)).Order());
        Assert.Equal(asked, rows.Select(row => (row.Protocol, row.Port)).Order());
        Assert.All(cells, cell => Assert.Equal((host.Of(cell.Protocol, cell.Port).State, host.Of(cell.Protocol, cell.Port).State), (cell.State, cell.Words)));
        Assert.All(rows, row => Assert.Equal(Row(row.Protocol, row.Port, host.Of(row.Protocol, row.Port)), row));
    }

    /// <summary>Fails unless each result of a report is true.</summary>
    public static void Match(KnownHost host, ScanReport report) => Assert.All(
        report.Results.Where(row => row.Port is not null),
        row => Assert.Equal(host.Of(row.Protocol, row.Port!.Value), new KnownAnswer(row.State, row.Reason, row.Responder)));

    private static TableRow Row(string protocol, int port, KnownAnswer known) =>
        new(protocol, port, known.State, known.Reason, known.Responder ?? (known.State == "stealth" ? "–" : "you"));
}
