using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>What a reader is told before the first answer, as labels with their texts.</summary>
public static class HeaderMessages
{
    /// <summary>The longest label of any language, in characters: that is how wide the column of a text report is.</summary>
    public const int LabelWidth = 14;

    /// <summary>The title of a report.</summary>
    public static string Title(ReportHeader header) =>
        header.Messages.Format("report.title", ("address", header.Address.ToString()), ("family", ReportNames.Title(header.Family)));

    /// <summary>The labels and texts, in order.</summary>
    public static IReadOnlyList<(string Label, string Text)> Lines(ReportHeader header) =>
        [.. Facts(header), (header.Messages["report.header.kept"], header.Messages["report.header.kept-text"])];

    /// <summary>Those of the labels and texts that are about the test, and not about the report.</summary>
    public static IReadOnlyList<(string Label, string Text)> Facts(ReportHeader header)
    {
        var messages = header.Messages;
        List<(string, string)> lines = [];
        if (header.Source is not null)
        {
            lines.Add((messages["report.header.from"], header.Source));
        }

        lines.Add((messages["report.header.profile"], $"{ReportNames.Of(header.Plan.Profile)} ({Probes(header)})"));
        if (!header.Plan.LeftOut.IsEmpty)
        {
            lines.Add((messages["report.header.left-out"], messages.Format("report.header.left-out-text", ("ports", header.Plan.LeftOut.ToString()))));
        }

        if (header.Plan.Pace.Interval is { } interval)
        {
            lines.Add((messages["report.header.pace"], messages.Count("pace.every", (long)interval.TotalSeconds, ("name", header.Plan.Pace.Name))));
        }
        else if (header.PacketsPerSecond is { } most)
        {
            lines.Add((messages["report.header.pace"], messages.Count("report.header.pace-most", most)));
        }

        if (header.Expect is not null)
        {
            lines.Add((messages["report.header.expected"], header.Expect));
        }

        lines.Add((messages["report.header.started"], $"{header.StartedAt.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC"));
        lines.Add((messages["report.header.takes"], Takes(header.Plan, messages)));
        return lines;
    }

    private static string Probes(ReportHeader header)
    {
        var messages = header.Messages;
        List<string> parts = [];
        if (header.CountOf(ProbeProtocol.Tcp) is > 0 and var tcp)
        {
            parts.Add(messages.Count("report.header.tcp", tcp));
        }

        if (header.CountOf(ProbeProtocol.Udp) is > 0 and var udp)
        {
            parts.Add(messages.Count("report.header.udp", udp));
        }

        if (header.CountOf(ProbeProtocol.Icmp) > 0)
        {
            parts.Add(messages["report.header.ping"]);
        }

        if (header.Plan.TestsFirewall)
        {
            parts.Add(messages["report.header.firewall"]);
        }

        return string.Join(", ", parts);
    }

    private static string Takes(ScanPlan plan, Messages messages) => plan.Pace.IsGentle
        ? messages.Count("report.header.gentle", GentleTime.Minutes(GentleTime.Usual(plan)), ("most", GentleTime.Minutes(plan.TimeBudget)))
        : Takes(plan.TimeBudget, messages);

    private static string Takes(TimeSpan span, Messages messages) => span < TimeSpan.FromMinutes(2)
        ? messages.Count("report.header.seconds", (long)Math.Round(span.TotalSeconds))
        : messages.Count("report.header.minutes", (long)Math.Round(span.TotalMinutes));
}
