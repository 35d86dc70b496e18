using System.Globalization;
using System.Net;

using PortScanner.Core.Localization;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Text;

/// <summary>Writes a line for each port: at once where it answered for itself, at the end of the scan where only the end decides.</summary>
/// <param name="output">Where they go.</param>
/// <param name="isStreamed">Whether anything is written before the end.</param>
internal sealed class PortLinesWriter(TextWriter output, bool isStreamed) : IReportWriter
{
    private const string Comment = "# ";

    private readonly Dictionary<(ProbeProtocol Protocol, ushort Port), string> _written = [];
    private int _dots;

    public void Row(ReportRow row)
    {
        if (isStreamed && row.Result.Probe.Port is { } port && IsFinal(row.Result))
        {
            Write(port, row);
        }
    }

    public void Pause()
    {
        // Each line stands for itself.
    }

    // A comment, so that what begins with a number is a port, whoever reads.
    public void KeepAlive()
    {
        if (_dots == TextLines.Width - Comment.Length)
        {
            EndWaiting();
        }

        output.Write(_dots++ == 0 ? $"{Comment}." : ".");
    }

    public IEnumerable<ReportStep> End(ScanReport report)
    {
        foreach (var rows in report.Rows.Where(row => row.Result.Probe.Port is not null).GroupBy(row => (row.Result.Probe.Protocol, row.Result.Probe.Port!.Value)))
        {
            var state = PortStates.OfPort(rows.Select(row => row.Result.State));
            Write(rows.Key.Value, rows.First(row => row.Result.State == state));
            yield return default;
        }

        EndWaiting();
        if (report.EarlyEnd is { } early)
        {
            output.Write($"{Comment}{Languages.English.Format(early)}\n");
        }
    }

    // A port that has answered for itself stays what it said, but for a listener behind a refusal, whose line then follows.
    private static bool IsFinal(ProbeResult result) =>
        result.State is PortState.Open or PortState.Closed && result.Reason.Info().Strength > EvidenceStrength.Unproved && !result.Remarks.HasFlag(Remarks.Provisional);

    private static string LineOf(ushort port, ReportRow row)
    {
        var result = row.Result;
        var service = row.Label is { } label ? PlainText.Clean(label).Replace(' ', '-') : "-";
        var time = result.RoundTripTime is { } roundTrip ? string.Create(CultureInfo.InvariantCulture, $" {roundTrip.TotalMilliseconds:0.0} ms") : "";
        var remarks = result.Remarks == Remarks.None ? "" : $" ({string.Join(", ", result.Remarks.Infos().Select(info => info.Name))})";
        return $"{port}/{ReportNames.Of(result.Probe.Protocol)} {ReportNames.Of(result.State)} {service} {result.Reason.Info().Name}{time}{From(result.Responder)}{remarks}";
    }

    private static string From(IPAddress? responder) => responder is null ? "" : $" from {responder}";

    // Whatever the end knows better than the line that is out stands on one more, and the later one counts.
    private void Write(ushort port, ReportRow row)
    {
        var line = LineOf(port, row);
        var key = (row.Result.Probe.Protocol, port);
        if (_written.GetValueOrDefault(key) != line)
        {
            _written[key] = line;
            EndWaiting();
            output.Write($"{line}\n");
        }
    }

    private void EndWaiting()
    {
        if (_dots > 0)
        {
            output.Write('\n');
            _dots = 0;
        }
    }
}
