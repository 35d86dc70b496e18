using System.Text.Json;

using PortScanner.Engine.Contract;
using PortScanner.Reports.Data;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>How a scan gets on, told when there is something new and no more often than a reader's eyes need.</summary>
internal sealed class LiveProgress(IReadScan scan, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private long _toldAt;
    private (ScanActivity, int, int, long, long?)? _told;

    /// <summary>What is new, as JSON; null if nothing is, or it is too soon.</summary>
    public string? Next()
    {
        var progress = scan.Progress;

        // A tenth of a second apart is the same for a reader.
        var moment = (progress.Activity, progress.Unasked, progress.Undecided, progress.PacketsSent, (long?)progress.TimeLeft?.TotalMilliseconds / 100);
        if (progress.TimeLeft is not { } left || moment == _told || (_told is not null && timeProvider.GetElapsedTime(_toldAt) < Interval))
        {
            return null;
        }

        _told = moment;
        _toldAt = timeProvider.GetTimestamp();
        return JsonText.Of(json => Write(json, progress, left));
    }

    private void Write(Utf8JsonWriter json, ScanProgress progress, TimeSpan left)
    {
        var total = scan.Header.Plan.Probes.Count;
        json.WriteStartObject();
        json.WriteNumber("asked", total - progress.Unasked);
        json.WriteNumber("answered", total - progress.Undecided);
        json.WriteNumber("total", total);
        json.WriteNumber("packets", progress.PacketsSent);
        json.WriteNumber("elapsedMs", (long)scan.Age.TotalMilliseconds);
        json.WriteNumber("leftMs", (long)left.TotalMilliseconds);

        // How many of those that are silent will answer at the limit's pace, nobody knows.
        json.WriteBoolean("leftIsMost", progress.Activity == ScanActivity.AwaitingLimit);
        json.WriteString("waitsFor", ActivityMessages.Sentence(progress.Activity, progress.Undecided, scan.Header.Messages));
        json.WriteEndObject();
    }
}
