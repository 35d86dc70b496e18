using PortScanner.Core.Probes;
using PortScanner.Engine.Probes.Udp.Services;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>The one instance of each UDP probe.</summary>
public static class UdpProbes
{
    private static readonly IUdpProbe[] Table =
    [
        new UdpEmptyProbe(),
        new QotdProbe(),
        new ChargenProbe(),
        new DnsProbe(),
        new TftpProbe(),
        new RpcbindProbe(),
        new NtpProbe(),
        new NtpMonlistProbe(),
        new NetBiosNameProbe(),
        new SnmpV1Probe(),
        new SnmpV2CProbe(),
        new SnmpV3Probe(),
        new XdmcpProbe(),
        new CldapProbe(),
        new SlpProbe(),
        new QuicProbe(),
        new DtlsProbe(),
        new IkeV2Probe(),
        new RipProbe(),
        new RipNgProbe(),
        new DhcpV6Probe(),
        new IpmiProbe(),
        new OpenVpnProbe(),
        new MsSqlBrowserProbe(),
        new L2tpProbe(),
        new SsdpProbe(),
        new AppleRemoteDesktopProbe(),
        new RdpUdpProbe(),
        new StunProbe(),
        new MplsPingProbe(),
        new WsDiscoveryProbe(),
        new IkeV2NatTProbe(),
        new SipProbe(),
        new NatPmpProbe(),
        new PcpProbe(),
        new MdnsProbe(),
        new CoapProbe(),
        new UbiquitiProbe(),
        new MemcachedTextProbe(),
        new MemcachedBinaryProbe(),
        new PlexGdmProbe(),
        new DhipProbe(),
        new BacnetProbe(),
    ];

    private static readonly ProbeKindTable<IUdpProbe> ByKind = new(
        Table,
        probe => probe.Kind,
        [.. ProbeKinds.All.Where(info => info.Protocol == ProbeProtocol.Udp && !info.Kind.IsPayload()).Select(info => info.Kind)]);

    private static readonly ushort[] FixedPorts = [.. Table.Select(probe => probe.FixedReplyPort).OfType<ushort>().Distinct()];

    /// <summary>The ports of ours that services answer to whatever port was asked from.</summary>
    public static IReadOnlyList<ushort> FixedReplyPorts => FixedPorts;

    /// <summary>All probes, in the order of <see cref="ProbeKinds.All"/>.</summary>
    public static IReadOnlyList<IUdpProbe> All => Table;

    /// <summary>The probe of <paramref name="kind"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not sent in UDP, or what it sends is the operator's.</exception>
    public static IUdpProbe For(ProbeKind kind) => ByKind.Of(kind);

    /// <summary>Whether <paramref name="port"/> is one of <see cref="FixedReplyPorts"/>.</summary>
    public static bool IsFixedReplyPort(ushort port) => Array.IndexOf(FixedPorts, port) >= 0;
}
