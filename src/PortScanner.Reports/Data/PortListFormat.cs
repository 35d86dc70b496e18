using System.Globalization;

using PortScanner.Core.Addresses;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>masscan's list: a line for each port that answered for itself, open or closed, with the time in seconds since 1970.</summary>
public sealed class PortListFormat : FinishedFormat
{
    /// <inheritdoc/>
    public override string Name => "list";

    /// <inheritdoc/>
    public override string MediaType => "text/x-port-list";

    // At the end of the comment, which the opening is.
    private protected override char? Filler => ' ';

    private protected override string Opening(ReportHeader header) => "#masscan";

    private protected override IEnumerable<ReportStep> Write(TextWriter output, ScanReport report)
    {
        var time = (report.Header.StartedAt + report.Duration).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        output.Write('\n');
        if (NmapNames.LeftOut(report.Header) is { Length: > 0 } leftOut)
        {
            output.Write($"# profile {ReportNames.Of(report.Header.Plan.Profile)}{leftOut}\n");
        }

        foreach (var port in NmapNames.Ports(report).Where(port => port.State is PortState.Open or PortState.Closed))
        {
            output.Write($"{ReportNames.Of(port.State)} {ReportNames.Of(port.Protocol)} {port.Port} {report.Header.Address} {time}\n");
            yield return default;
        }

        output.Write("# end\n");
    }
}
