using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What was noticed of some results beside their states.</summary>
/// <param name="Remark">What.</param>
/// <param name="Ports">The ports of each protocol, as compact ranges.</param>
/// <param name="IsOfPing">Whether it was noticed of the echo, which has no port.</param>
/// <param name="IsOfFirewallTests">Whether it was noticed of odd packets, which say nothing of a port by itself.</param>
public sealed record RemarkGroup(RemarkInfo Remark, IReadOnlyList<ProtocolPorts> Ports, bool IsOfPing, bool IsOfFirewallTests)
{
    /// <summary>The remarks that occur, in the order of their table; those on bans, and that two testers agree, are no remarks on some ports, and are told with the verdict.</summary>
    public static IReadOnlyList<RemarkGroup> Of(IReadOnlyList<ReportRow> rows) =>
    [
        .. RemarkTable.All
            .Where(remark => remark.Remark is not (Remarks.BanPossible or Remarks.SeenTwice))
            .Select(remark => (remark, Rows: rows.Where(row => row.Result.Remarks.HasFlag(remark.Remark)).ToArray()))
            .Where(group => group.Rows.Length > 0)
            .Select(group => new RemarkGroup(
                group.remark,
                ProtocolPorts.Of(PortFinding.Of(group.Rows)),
                group.Rows.Any(row => row.Result.Probe.Kind == ProbeKind.Echo),
                group.Rows.Any(row => row.Result.Probe.Kind.Info().TestsFirewall))),
    ];
}
