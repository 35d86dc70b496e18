using System.Net.Sockets;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Findings;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Pages;

namespace PortScanner.Web.Features.Help;

/// <summary>The page about a port: what usually answers there over TCP and over UDP, why that matters, and how it is tested.</summary>
internal static class PortHelp
{
    // RFC 6335 section 6: from here on nothing is assigned to a service.
    private const ushort FirstDynamicPort = 49152;

    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];
    private static readonly ProbeProtocol[] Protocols = [ProbeProtocol.Tcp, ProbeProtocol.Udp];

    /// <summary>The page.</summary>
    /// <param name="port">The port.</param>
    /// <param name="payloads">The operator's payloads, which may add ports to the profiles.</param>
    /// <param name="messages">The language.</param>
    public static HelpPage Page(ushort port, UdpPayloads payloads, Messages messages) => new(
        HelpPaths.OfPort(port),
        Title(port, messages),
        [
            .. Sections(port, payloads, messages),
            new(
                messages["help.port.do"],
                new HelpParagraph(PortState.Open.Advice(messages)),
                SeeAlso.Links(messages, [ReportNames.Of(PortState.Open)])),
            new(messages["port.title"], new HelpLinks([new HelpLink(PortPaths.Of($"{port}"), messages["port.ask"])])),
            new(messages["help.port.another"], Form(messages)),
        ]);

    /// <summary>The page about all ports that have words of their own.</summary>
    public static HelpPage List(Messages messages) => new(
        HelpPaths.Ports,
        messages["help.ports.all"],
        [
            new(null, new HelpParagraph(messages["help.ports.1"]), Form(messages)),
            new(messages["help.ports"], new HelpTerms(
            [
                .. ServiceCatalogue.Default.Entries.GroupBy(entry => entry.Port).OrderBy(entries => entries.Key)
                    .Select(entries => new HelpTerm($"{entries.Key}", Services(entries), HelpPaths.OfPort(entries.Key))),
            ], IsRoll: true)),
        ]);

    /// <summary>The page for what is no port.</summary>
    public static HelpPage NoSuchPort(Messages messages) => new(
        HelpPaths.Ports,
        messages["help.port.wrong"],
        [new(null, new HelpParagraph(messages.Format("help.port.wrong-text", ("last", $"{ushort.MaxValue}"))), Form(messages))]);

    /// <summary>The way to the page of any port.</summary>
    public static HelpPortForm Form(Messages messages) => new(messages["help.port.form"], messages["help.port.show"]);

    private static string Title(ushort port, Messages messages)
    {
        var title = messages.Format("help.port.title", ("port", $"{port}"));
        var services = Services(Protocols.Select(protocol => ServiceCatalogue.Default.Find(protocol, port)).OfType<CatalogueEntry>());
        return services.Length == 0 ? title : $"{title}: {services}";
    }

    private static string Services(IEnumerable<CatalogueEntry> entries) => string.Join(", ", entries.Select(entry => entry.Service).Distinct(StringComparer.Ordinal));

    private static IEnumerable<HelpSection> Sections(ushort port, UdpPayloads payloads, Messages messages)
    {
        var probes = PortProbes.Of(port, payloads);
        return Protocols.Select(protocol => new HelpSection(
            ReportNames.Of(protocol).ToUpperInvariant(),
            new HelpTerms([.. Terms(protocol, port, payloads, probes, messages)])));
    }

    private static IEnumerable<HelpTerm> Terms(ProbeProtocol protocol, ushort port, UdpPayloads payloads, PortProbes probes, Messages messages)
    {
        var entry = ServiceCatalogue.Default.Find(protocol, port);
        yield return new(messages["help.port.service"], entry?.Service ?? NoService(port, messages));
        yield return new(messages["help.port.why"], messages[entry is null ? "risk.unknown-service" : $"risk.{entry.Risk}"]);
        yield return new(messages["help.port.asked-by"], AskedBy(protocol, port, payloads, messages));
        yield return new(messages["help.port.asked-with"], probes.Words(protocol, messages));
        if (protocol == ProbeProtocol.Udp)
        {
            var isKnown = ProbeKinds.All.Any(kind => kind.Port == port && kind.IsKnownAmplifier);
            yield return new(messages["help.port.floods"], messages[isKnown ? "help.port.floods-known" : "help.port.floods-unknown"]);
        }
    }

    private static string NoService(ushort port, Messages messages) => port switch
    {
        0 => messages["help.port.service-zero"],
        >= FirstDynamicPort => messages.Format("help.port.service-dynamic", ("first", $"{FirstDynamicPort}")),
        _ => messages["help.port.service-none"],
    };

    private static string AskedBy(ProbeProtocol protocol, ushort port, UdpPayloads payloads, Messages messages)
    {
        if ((protocol == ProbeProtocol.Tcp ? payloads.Denied.Tcp : payloads.Denied.Udp).Contains(port))
        {
            return messages["help.port.asked-by-nobody"];
        }

        var profiles = ScanProfiles.All.Where(profile => IsIn(profile, protocol, port, payloads)).Select(profile => profile.Name()).ToList();
        return profiles.Count == 0
            ? messages.Format("help.port.asked-by-none", ("custom", ScanProfile.Custom.Name()), ("ports", Notation(protocol, port)))
            : messages.Count("help.port.asked-by-profiles", profiles.Count, ("profiles", messages.And(profiles)));
    }

    private static bool IsIn(ScanProfile profile, ProbeProtocol protocol, ushort port, UdpPayloads payloads) => protocol == ProbeProtocol.Tcp
        ? ProfilePorts.Tcp(profile).Contains(port)
        : Families.Any(family => ProfilePorts.Udp(profile, family, payloads).Contains(port));

    private static string Notation(ProbeProtocol protocol, ushort port) => protocol == ProbeProtocol.Udp ? $"U:{port}" : $"{port}";
}
