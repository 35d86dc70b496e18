using System.Globalization;

using PortScanner.Core.Addresses;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>nmap's grepable output: the whole host on one line.</summary>
public sealed class GrepableFormat : FinishedFormat
{
    /// <inheritdoc/>
    public override string Name => "grepable";

    /// <inheritdoc/>
    public override string MediaType => "text/x-grepable";

    // At the end of the comment, which the opening is.
    private protected override char? Filler => ' ';

    private protected override string Opening(ReportHeader header) =>
        $"# PortScanner: profile {ReportNames.Of(header.Plan.Profile)}, begun {header.StartedAt.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC{NmapNames.LeftOut(header)}";

    private protected override IEnumerable<ReportStep> Write(TextWriter output, ScanReport report)
    {
        var header = report.Header;
        var findings = NmapNames.Ports(report);
        var summedUp = NmapNames.SummedUp(findings);
        var told = findings.Except(summedUp.SelectMany(state => state)).Select(Port).ToList();

        output.Write($"\nHost: {header.Address} ()\tStatus: Up\n");
        output.Write($"Host: {header.Address} ()");
        for (var place = 0; place < told.Count; place++)
        {
            output.Write($"{(place == 0 ? "\tPorts: " : ", ")}{told[place]}");
            yield return default;
        }

        if (summedUp.Count > 0)
        {
            // There is room for one state; where nmap sums up several, it names the first as well.
            output.Write($"\tIgnored State: {summedUp[0].Key} ({summedUp[0].Count()})");
        }

        output.Write($"\n# PortScanner: {Ending(report)} after {report.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} seconds\n");
    }

    private static string Ending(ScanReport report) => report.EarlyEnd is null ? "done" : "ended early";

    // number/state/protocol/owner/service/SunRPC/version/; a service must not hold what separates fields.
    private static string Port(PortFinding port) =>
        $"{port.Port}/{NmapNames.State(port)}/{ReportNames.Of(port.Protocol)}//{Field(port.Representative.Service.Name)}///";

    private static string Field(string? text) => PlainText.Clean(text ?? "").Replace('/', '|').Replace(',', ' ');
}
