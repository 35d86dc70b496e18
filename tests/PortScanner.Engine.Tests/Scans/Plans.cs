using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>Plans and probe tables of a few words.</summary>
internal static class Plans
{
    public const ushort PayloadPort = 4711;

    /// <summary>Four payloads for <see cref="PayloadPort"/>.</summary>
    public static UdpPayloads Payloads { get; } =
        PayloadFile.TryParse("udp 4711 \"hello\" udp 4711 \"world\\x00\" udp 4711 \"3\" udp 4711 \"4\"", out var payloads, out _) ? payloads : UdpPayloads.Empty;

    public static ScanPlan Of(AddressFamily family, params IEnumerable<Probe> probes) =>
        new(new ScanPlanRequest(ScanProfile.Custom, family) { Payloads = Payloads }, [.. probes]);

    public static ProbeTable Table(params IEnumerable<Probe> probes) => new(Of(AddressFamily.InterNetwork, probes));

    public static IEnumerable<Probe> Syns(int first, int count) => Enumerable.Range(first, count).Select(port => Syn((ushort)port));

    public static Probe Syn(ushort port) => new(ProbeKind.Syn, port);

    public static Probe Udp(ProbeKind kind) => new(kind, kind.Info().Port);

    public static Probe Echo { get; } = new(ProbeKind.Echo, null);
}
