using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>
/// What is known of one port. Several probes can ask one UDP port; <see cref="PortStates.Precedence"/> says which of
/// them speaks for the port, so that it is counted and named once.
/// </summary>
/// <param name="Protocol">The protocol of the port.</param>
/// <param name="Port">Its number.</param>
/// <param name="State">What is known.</param>
/// <param name="Rows">The results that say so; at least one.</param>
public sealed record PortFinding(ProbeProtocol Protocol, ushort Port, PortState State, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>The result that speaks for the port.</summary>
    public ReportRow Representative => Rows[0];

    /// <summary>The findings of a report, in the order of its rows; what has no port, and what tests a firewall, is none.</summary>
    public static IReadOnlyList<PortFinding> Of(IEnumerable<ReportRow> rows) =>
    [
        .. rows.Where(row => row.Result.Probe.Port is not null && !row.Result.Probe.Kind.Info().TestsFirewall)
            .GroupBy(row => (row.Result.Probe.Protocol, row.Result.Probe.Port!.Value))
            .Select(port => Of(port.Key.Protocol, port.Key.Value, [.. port])),
    ];

    private static PortFinding Of(ProbeProtocol protocol, ushort port, ReportRow[] rows)
    {
        var state = PortStates.OfPort(rows.Select(row => row.Result.State));
        return new PortFinding(protocol, port, state, [.. rows.Where(row => row.Result.State == state)]);
    }
}
