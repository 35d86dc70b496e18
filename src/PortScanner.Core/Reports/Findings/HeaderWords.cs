using System.Net.Sockets;

using PortScanner.Core.Scanning;

namespace PortScanner.Core.Reports.Findings;

/// <summary>What a reader is told before the first answer, as labels with their texts.</summary>
public static class HeaderWords
{
    /// <summary>The title of a report.</summary>
    public static string Title(ReportHeader header) =>
        $"Firewall test of {header.Address} ({(header.Family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4")})";

    /// <summary>The labels and texts, in order.</summary>
    public static IReadOnlyList<(string Label, string Text)> Lines(ReportHeader header)
    {
        List<(string, string)> lines = [];
        if (header.Source is not null)
        {
            lines.Add(("Tested from", header.Source));
        }

        lines.Add(("Profile", $"{ReportNames.Of(header.Plan.Profile)} ({Probes(header)})"));
        if (header.Expect is not null)
        {
            lines.Add(("Expected open", header.Expect));
        }

        lines.Add(("Started", $"{header.StartedAt.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC"));
        lines.Add(("Takes", $"at most about {Span(header.Plan.TimeBudget)}; less if your side answers"));
        lines.Add(("Kept", "nothing: the results are deleted when this report is sent"));
        return lines;
    }

    private static string Probes(ReportHeader header)
    {
        var tcp = header.CountOf(ProbeProtocol.Tcp);
        var udp = header.CountOf(ProbeProtocol.Udp);
        List<string> parts = [];
        if (tcp > 0)
        {
            parts.Add($"{tcp:N0} TCP {(tcp == 1 ? "port" : "ports")}");
        }

        if (udp > 0)
        {
            parts.Add($"{udp:N0} UDP {(udp == 1 ? "probe" : "probes")}");
        }

        if (header.CountOf(ProbeProtocol.Icmp) > 0)
        {
            parts.Add("ping");
        }

        if (header.Plan.TestsFirewall)
        {
            parts.Add("then firewall tests");
        }

        return string.Join(", ", parts);
    }

    private static string Span(TimeSpan span) =>
        span < TimeSpan.FromMinutes(2) ? $"{span.TotalSeconds:0} seconds" : $"{span.TotalMinutes:0} minutes";
}
