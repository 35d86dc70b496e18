using System.Net.Sockets;

using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Catalogue;

public sealed class ProbeKindsTests
{
    /// <summary>As nodes store them and testers send them. A row is added at the end; none is changed, and that of a kind which is gone stays.</summary>
    private static readonly (string Kind, int Number)[] Numbers =
    [
        ("Syn", 0), ("Echo", 1), ("UdpPayload", 2), ("UdpPayload2", 3), ("UdpPayload3", 4), ("UdpPayload4", 5), ("UdpEmpty", 6),
        ("Qotd", 7), ("Chargen", 8), ("Dns", 9), ("Tftp", 10), ("Rpcbind", 11), ("Ntp", 12), ("NtpMonlist", 13), ("NetBiosName", 14),
        ("SnmpV1", 15), ("SnmpV2c", 16), ("SnmpV3", 17), ("Xdmcp", 18), ("Cldap", 19), ("Slp", 20), ("Quic", 21), ("Dtls", 22),
        ("IkeV2", 23), ("Rip", 24), ("RipNg", 25), ("DhcpV6", 26), ("Ipmi", 27), ("OpenVpn", 28), ("MsSqlBrowser", 29), ("L2tp", 30),
        ("Ssdp", 31), ("AppleRemoteDesktop", 32), ("RdpUdp", 33), ("Stun", 34), ("MplsPing", 35), ("WsDiscovery", 36), ("IkeV2NatT", 37),
        ("Sip", 38), ("NatPmp", 39), ("Pcp", 40), ("Mdns", 41), ("Coap", 42), ("Ubiquiti", 43), ("MemcachedText", 44),
        ("MemcachedBinary", 45), ("PlexGdm", 46), ("Dhip", 47), ("Bacnet", 48), ("Ack", 49), ("Window", 50), ("Fin", 51), ("Null", 52),
        ("Xmas", 53), ("Maimon", 54), ("SynOptions", 55), ("SynFragment", 56), ("Timestamp", 57), ("AddressMask", 58),
        ("UnknownHeader", 59), ("UnknownOption", 60),
    ];

    // Of kinds that are gone.
    private static readonly string[] Gone = [];

    private static readonly ProbeKind[] SomeKinds = [ProbeKind.Echo, ProbeKind.Dns];

    [Fact]
    public void Each_kind_has_the_number_that_it_always_had() => Assert.Equal(
        Numbers.Where(row => !Gone.Contains(row.Kind)),
        Enum.GetValues<ProbeKind>().Select(kind => (kind.ToString(), (int)kind)));

    [Fact]
    public void No_number_was_given_twice() => Assert.Equal(Enumerable.Range(0, Numbers.Length), Numbers.Select(row => row.Number));

    [Fact]
    public void Each_kind_is_found_under_itself() =>
        Assert.All(Enum.GetValues<ProbeKind>(), kind => Assert.Equal(kind, kind.Info().Kind));

    [Fact]
    public void Kind_that_does_not_exist_has_no_row() =>
        Assert.All([(ProbeKind)Numbers.Length, (ProbeKind)255], kind => Assert.Throws<ArgumentOutOfRangeException>(() => kind.Info()));

    [Fact]
    public void Payloads_follow_each_other() => Assert.Equal(
        [ProbeKind.UdpPayload, ProbeKind.UdpPayload2, ProbeKind.UdpPayload3, ProbeKind.UdpPayload4],
        Enumerable.Range(0, 4).Select(ProbeKinds.Payload));

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void UDP_services_ascend_by_their_ports(AddressFamily family)
    {
        var ports = ProbeKinds.UdpServices(family).Select(info => info.Port!.Value).ToArray();
        Assert.Equal(ports.Order(), ports);
    }

    [Fact]
    public void Table_finds_rows_in_whatever_order_they_stand()
    {
        var (echo, dns) = (ProbeKind.Echo.Info(), ProbeKind.Dns.Info());
        var table = Table(dns, echo);
        Assert.Same(echo, table.Of(ProbeKind.Echo));
        Assert.Same(dns, table.Of(ProbeKind.Dns));
        Assert.All([ProbeKind.Syn, ProbeKind.Chargen, ProbeKind.Bacnet], kind => Assert.Throws<ArgumentOutOfRangeException>(() => table.Of(kind)));
    }

    [Fact]
    public void Table_that_is_not_whole_names_the_kind()
    {
        var (echo, dns) = (ProbeKind.Echo.Info(), ProbeKind.Dns.Info());
        Assert.EndsWith("lacks the row of Dns.", Assert.Throws<InvalidOperationException>(() => Table(echo)).Message, StringComparison.Ordinal);
        Assert.EndsWith("two rows of Dns.", Assert.Throws<InvalidOperationException>(() => Table(echo, dns, dns)).Message, StringComparison.Ordinal);
        Assert.Contains("a row of Syn,", Assert.Throws<InvalidOperationException>(() => Table(echo, dns, ProbeKind.Syn.Info())).Message, StringComparison.Ordinal);
    }

    private static ProbeKindTable<ProbeKindInfo> Table(params ProbeKindInfo[] rows) => new(rows, info => info.Kind, SomeKinds);
}
