using System.Net.Sockets;

using PortScanner.Core.Results;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>Says of a port whether it was read right and, if not, on which stretch of the way its packets got lost.</summary>
internal static class Diagnosis
{
    /// <summary>Judges a port.</summary>
    /// <param name="family">The family.</param>
    /// <param name="port">What is known of it.</param>
    /// <param name="found">What the scan says; null if it has not ended.</param>
    /// <param name="traffic">What was seen at the port's own end.</param>
    /// <param name="captured">How many packets the engine's capture handed over, of all ports.</param>
    public static CheckResult Of(AddressFamily family, KnownPort port, ProbeResult? found, PortTraffic traffic, long captured)
    {
        var subject = Subject(family, port.Truth);
        var told = found is null ? "no result in time" : $"{ReportNames.Of(found.State)} ({found.Reason.Info().Name})";
        if (found?.State == port.Expected)
        {
            return CheckResult.Ok(subject, told);
        }

        var (cause, cure) = CauseOf(port.Truth, found, traffic, captured);
        return CheckResult.Wrong(subject, $"{told}, and should be {ReportNames.Of(port.Expected)}: {cause}", cure);
    }

    /// <summary>What a port is called: by its family and by what is known of it.</summary>
    public static string Subject(AddressFamily family, PortTruth truth) => $"{ReportNames.Title(family)} {truth switch
    {
        PortTruth.Open => "open",
        PortTruth.Closed => "closed",
        PortTruth.Silent => "silent",
        PortTruth.Rejecting => "rejecting",
        _ => throw new ArgumentOutOfRangeException(nameof(truth), truth, "Not a truth."),
    }}";

    private static (string Cause, string Cure) CauseOf(PortTruth truth, ProbeResult? found, PortTraffic traffic, long captured)
    {
        var answers = truth != PortTruth.Silent;
        return traffic switch
        {
            { Arrived: 0 } => (
                "no probe came to the port.",
                "Filters: rules of output, postrouting and egress hooks, or traffic control, stop packets that leave. As root: nft list ruleset; tc filter show."),
            { Damaged: var damaged } when damaged == traffic.Arrived => (
                "each probe came with a wrong checksum.",
                "Offloads: something rewrites packets on their way and counts on hardware to sum them up. ethtool -K INTERFACE tx off."),
            { Answered: 0 } when answers => (
                "probes came to the port, and it did not answer.",
                "Filters or reverse path: rules of ingress, prerouting and input hooks, or net.ipv4.conf.*.rp_filter, drop what comes in. As root: nft list ruleset; sysctl -ar rp_filter."),
            _ when answers && captured == 0 => (
                "the port answered, and the capture heard nothing at all.",
                "Capture: libpcap opens, and the kernel gives it nothing. Look for what confines this process (seccomp, AppArmor, SELinux), and try tcpdump -i any as the same user."),
            _ when found is { State: PortState.Unknown or PortState.ClosedFiltered } => (
                "the evidence was not sufficient.",
                $"The machine may be too busy to capture without a loss; {Guides.At("report-format.md")} tells what the reason means."),
            _ when answers => (
                "the port answered, and its answer was not taken for one.",
                "Offloads or a proxy of packets change answers on their way, or the program is at fault: compare tcpdump -vni any with portscanner dry-run, and report it."),
            _ => ("something else answered for the port.", "Look for what answers in place of others on this machine: nft list ruleset (reject, synproxy, redirect)."),
        };
    }
}
