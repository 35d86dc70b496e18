using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.Help;

/// <summary>What a port is asked with: the probes that a scan of this very port would send, on each address family.</summary>
internal sealed class PortProbes
{
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly Dictionary<AddressFamily, List<ProbeKind>> _byFamily;

    private PortProbes(Dictionary<AddressFamily, List<ProbeKind>> byFamily) => _byFamily = byFamily;

    /// <summary>The probes of a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="payloads">The operator's payloads.</param>
    public static PortProbes Of(ushort port, UdpPayloads payloads) => new(Families.ToDictionary(family => family, family => Kinds(family, port, payloads)));

    /// <summary>The probes in words, with their names.</summary>
    public string Words(ProbeProtocol protocol, Messages messages)
    {
        var kinds = _byFamily.Values.SelectMany(kinds => kinds).Distinct().Where(kind => kind.Info().Protocol == protocol);
        return string.Join("; ", kinds.GroupBy(Manner, StringComparer.Ordinal).Select(alike => messages.Format(
            $"help.port.asked-with.{alike.Key}",
            ("probes", string.Join(", ", alike.Select(kind => Name(kind, messages)))))));
    }

    private static string Manner(ProbeKind kind) => kind switch
    {
        ProbeKind.Syn => "syn",
        ProbeKind.UdpEmpty => "empty",
        _ when kind.IsPayload() => "payload",
        _ => "service",
    };

    private static List<ProbeKind> Kinds(AddressFamily family, ushort port, UdpPayloads payloads) =>
        PortSpecification.TryParse($"{port},U:{port}", out var ports, out _)
        && ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, family) { Ports = ports, Payloads = payloads.Denying(PortSpecification.None) }, out var plan, out _)
            ? [.. plan.Probes.Select(probe => probe.Kind)]
            : [];

    private string Name(ProbeKind kind, Messages messages)
    {
        var name = kind.Info().Name;
        return Families.Where(family => _byFamily[family].Contains(kind)).ToList() is [var only]
            ? messages.Format("help.port.only", ("probe", name), ("family", ReportNames.Title(only)))
            : name;
    }
}
