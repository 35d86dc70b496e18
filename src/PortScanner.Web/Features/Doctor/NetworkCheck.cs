using System.Globalization;
using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Ports;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine.Sending;

namespace PortScanner.Web.Features.Doctor;

/// <summary>How packets leave this machine, and what stands in their way.</summary>
internal static class NetworkCheck
{
    // Enough for the probes of one full scan, each of which makes an entry.
    private const int SmallestConnectionTable = 65_536 * 2;

    private const string TablesFolder = "/proc/net";
    private const string ConnectionTableFile = "/proc/sys/net/netfilter/nf_conntrack_max";

    private static readonly AddressPolicy Public = new(new AddressPolicyOptions());

    /// <summary>Looks.</summary>
    public static IEnumerable<CheckResult> Look(ScanEngineOptions options)
    {
        // Addresses of documentation: asked of the routing alone, nothing is sent to them.
        yield return Source(Subjects.Ipv4Source, IPAddress.Parse("192.0.2.1"), options);
        yield return Source(Subjects.Ipv6Source, IPAddress.Parse("2001:db8::1"), options);
        yield return SourcePorts(options.SourcePorts);
        yield return ConnectionTable();
        yield return LocalFirewall.Look(options.SourcePorts);
    }

    private static CheckResult Source(string subject, IPAddress somebody, ScanEngineOptions options)
    {
        var set = options.SourceAddresses.Select(text => IPAddress.TryParse(text, out var address) ? address : null)
            .FirstOrDefault(address => address?.AddressFamily == somebody.AddressFamily);
        if (Routes.To(somebody, set)?.Source is not { } source)
        {
            return CheckResult.Notice(
                subject, "There is no route to the internet over this family, so its visitors cannot be tested.",
                "Give this machine a default route (ip route, ip -6 route), or publish no address of this family.");
        }

        return Public.Check(source, []) is null
            ? CheckResult.Ok(subject, $"Probes leave from {source}.")
            : CheckResult.Notice(
                subject, $"Probes leave from {source}, which is no public address: something on the way translates it, and may change ports or lose answers.",
                "In a LAN that is right. On the internet, give the tester a public address of its own.");
    }

    private static CheckResult SourcePorts(string setting)
    {
        const string subject = Subjects.SourcePorts;
        if (!PortRange.TryParse(setting, out var range))
        {
            return CheckResult.Wrong(subject, "Engine:SourcePorts cannot be read.", "It is a range such as 61000-65535.");
        }

        var taken = ((string[])["tcp", "tcp6", "udp", "udp6"])
            .Select(table => Path.Combine(TablesFolder, table))
            .Where(File.Exists)
            .SelectMany(file => SocketTable.LocalPorts(File.ReadAllText(file)))
            .Where(port => port >= range.First && port <= range.Last)
            .Distinct()
            .Order()
            .ToList();
        return taken.Count == 0
            ? CheckResult.Ok(subject, $"No other program has a port of {setting}.")
            : CheckResult.Notice(
                subject,
                string.Create(CultureInfo.InvariantCulture, $"{taken.Count} ports of {setting} are in use, such as {taken[0]}; while scans run, the tester's own UDP ports are among them."),
                "If PortScanner is stopped, move the program that has them, or choose other Engine:SourcePorts.");
    }

    private static CheckResult ConnectionTable()
    {
        const string subject = Subjects.ConnectionTable;
        if (!File.Exists(ConnectionTableFile) || !int.TryParse(File.ReadAllText(ConnectionTableFile), CultureInfo.InvariantCulture, out var most))
        {
            return CheckResult.Ok(subject, "This machine tracks no connections, so probes fill no table.");
        }

        return most >= SmallestConnectionTable
            ? CheckResult.Ok(subject, $"The kernel may track {most} connections.")
            : CheckResult.Notice(
                subject, $"The kernel tracks at most {most} connections, and each probe can be one: a full table drops probes, which end as unknown.",
                "With nftables, notrack the tester's source ports; or raise net.netfilter.nf_conntrack_max.");
    }
}
