using PortScanner.Core.Probes;
using PortScanner.Engine.Probes.Udp.Services;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>The one instance of each UDP probe.</summary>
public static class UdpProbes
{
    /// <summary>In the order of the enum, whose UDP kinds stand together at its end.</summary>
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

    private static readonly ushort[] FixedPorts = [.. Table.Select(probe => probe.FixedReplyPort).OfType<ushort>().Distinct()];

    /// <summary>The ports of ours that services answer to whatever port was asked from.</summary>
    public static IReadOnlyList<ushort> FixedReplyPorts => FixedPorts;

    /// <summary>All probes, in the order of <see cref="ProbeKind"/>.</summary>
    public static IReadOnlyList<IUdpProbe> All => Table;

    /// <summary>The probe of <paramref name="kind"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not sent in UDP.</exception>
    public static IUdpProbe For(ProbeKind kind)
    {
        int index = kind - ProbeKind.UdpEmpty;
        return (uint)index < (uint)Table.Length
            ? Table[index]
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a UDP probe.");
    }

    /// <summary>Whether <paramref name="port"/> is one of <see cref="FixedReplyPorts"/>.</summary>
    public static bool IsFixedReplyPort(ushort port) => Array.IndexOf(FixedPorts, port) >= 0;
}
