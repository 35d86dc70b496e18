using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Data;

/// <summary>A report in nmap's words, for the formats that programs made for nmap read.</summary>
internal static class NmapNames
{
    /// <summary>The ports of a report, those of one protocol together and in ascending order.</summary>
    public static IReadOnlyList<PortFinding> Ports(ScanReport report) =>
        [.. PortFinding.Of(report.Rows).OrderBy(port => port.Protocol).ThenBy(port => port.Port)];

    /// <summary>
    /// nmap's name of a port's state. nmap calls filtered what is silent and what a device on the way refuses, and does not decide
    /// whether a silent UDP port is open.
    /// </summary>
    public static string State(PortFinding port) => port.State switch
    {
        PortState.Open => "open",
        PortState.Closed => "closed",
        PortState.Rejected => "filtered",
        PortState.Stealth when port.Protocol == ProbeProtocol.Udp => "open|filtered",
        PortState.Stealth => "filtered",
        PortState.ClosedFiltered => "closed|filtered",
        _ => "unknown",
    };

    /// <summary>nmap's name of a reason, where it has another one than this program.</summary>
    public static string Reason(Reason reason) => reason switch
    {
        Core.Results.Reason.NoReply => "no-response",
        Core.Results.Reason.UdpReply or Core.Results.Reason.UdpUnverified => "udp-response",
        Core.Results.Reason.SplitHandshake => "split-handshake-syn",
        _ => reason.Info().Name,
    };

    /// <summary>nmap's name of the way in which ports of a protocol are asked.</summary>
    public static string ScanType(ProbeProtocol protocol) => protocol == ProbeProtocol.Tcp ? "syn" : "udp";

    /// <summary>What is told of the profile's ports that are not asked, behind its name; empty if all are.</summary>
    public static string LeftOut(ReportHeader header) => header.Plan.LeftOut.IsEmpty ? "" : $", left out {header.Plan.LeftOut}";

    /// <summary>Ports in ascending order with neighbours joined and without blanks, such as <c>1-21,23</c>.</summary>
    public static string Ranges(IEnumerable<PortFinding> ports) => PortSet.From(ports.Select(port => port.Port)).ToString();

    /// <summary>
    /// The states that are summed up, as nmap does where more than 25 ports are in one that is not open. What is unknown is always
    /// told port by port, since nmap never has that state.
    /// </summary>
    public static IReadOnlyList<IGrouping<string, PortFinding>> SummedUp(IEnumerable<PortFinding> ports) =>
    [
        .. ports.Where(port => port.State is not (PortState.Open or PortState.Unknown))
            .GroupBy(State, StringComparer.Ordinal)
            .Where(state => state.Count() > 25)
            .OrderByDescending(state => state.Count()),
    ];
}
