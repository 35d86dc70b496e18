using System.Text.Json;

using PortScanner.Reports;

namespace PortScanner.Web.Features.Live;

/// <summary>A live scan as the API names it.</summary>
/// <param name="Id">Its token: who knows it can read the scan, and delete it.</param>
/// <param name="Events">Where its events are followed.</param>
/// <param name="Report">Where its reports are, by <c>?format=</c>.</param>
/// <param name="Abandon">Where a page that is being closed posts to, to have it deleted.</param>
/// <param name="Alive">Where what an event <c>alive</c> asks for is posted to, below this path.</param>
/// <param name="HeartbeatMs">Milliseconds within which an event comes as long as the connection stands.</param>
/// <param name="Formats">The formats of reports.</param>
/// <param name="Plan">What it asks, as the event <c>plan</c> has it: a page can draw the map before the first answer has come.</param>
internal sealed record LiveScanDocument(
    string Id, string Events, string Report, string Abandon, string Alive, int HeartbeatMs, IReadOnlyList<LiveScanFormat> Formats, JsonElement Plan)
{
    private static readonly LiveScanFormat[] AllFormats = [.. ReportFormats.All.Select(format => new LiveScanFormat(format.Name, format.MediaType))];

    /// <summary>The path of a scan.</summary>
    public static string PathOf(ILiveScan scan) => $"/api/scans/{scan.Token}";

    /// <summary>The document of a scan.</summary>
    public static LiveScanDocument Of(ILiveScan scan)
    {
        var path = PathOf(scan);
        return new LiveScanDocument(
            scan.Token, $"{path}/events", $"{path}/report", $"{path}/abandon", $"{path}/alive", (int)LiveEvents.Heartbeat.TotalMilliseconds, AllFormats, JsonElement.Parse(LiveJson.Plan(scan.Scan.Header)));
    }
}

/// <summary>A format of reports.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record LiveScanFormat(string Name, string MediaType);
