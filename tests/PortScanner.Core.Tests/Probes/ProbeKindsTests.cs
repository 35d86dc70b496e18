using System.Globalization;
using System.Net.Sockets;

using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Probes;

public sealed class ProbeKindsTests
{
    /// <summary>As nodes store them and testers send them; none is changed. Those of UDP services stand in the tests of each service.</summary>
    private static readonly (string Kind, int Number)[] Numbers =
    [
        ("Syn", 0), ("Echo", 1), ("UdpPayload", 2), ("UdpPayload2", 3), ("UdpPayload3", 4), ("UdpPayload4", 5), ("UdpEmpty", 6),
        ("Ack", 49), ("Window", 50), ("Fin", 51), ("Null", 52), ("Xmas", 53), ("Maimon", 54), ("SynOptions", 55), ("SynFragment", 56),
        ("Timestamp", 57), ("AddressMask", 58), ("UnknownHeader", 59), ("UnknownOption", 60),
    ];

    // Of kinds that are gone.
    private static readonly int[] Gone = [];

    private static readonly ProbeKind[] SomeKinds = [ProbeKind.Echo, ProbeKind.Dns];

    [Fact]
    public void Each_kind_that_is_no_service_has_the_number_that_it_always_had() => Assert.Equal(
        Numbers,
        ProbeKinds.All.Where(info => info.Port is null).Select(info => (info.Kind.ToString(), (int)info.Kind)));

    /// <summary>The document of the kinds tells the next number; each below it is some kind's, or was.</summary>
    [Fact]
    public void No_number_is_given_twice_or_again()
    {
        var source = File.ReadAllText(Path.Combine(WorkingTree.Folder, "src", "PortScanner.Core", "Probes", "ProbeKind.cs"));
        var next = int.Parse(source.Split("The next is ")[1].Split('.')[0], CultureInfo.InvariantCulture);
        Assert.Equal(Enumerable.Range(0, next), Enum.GetNames<ProbeKind>().Select(name => (int)Enum.Parse<ProbeKind>(name)).Concat(Gone).Order());
    }

    [Fact]
    public void Each_kind_is_found_under_itself() =>
        Assert.All(Enum.GetValues<ProbeKind>(), kind => Assert.Equal(kind, kind.Info().Kind));

    [Fact]
    public void Kind_that_does_not_exist_has_no_row() =>
        Assert.All([ProbeKinds.All.Max(info => info.Kind) + 1, (ProbeKind)255], kind => Assert.Throws<ArgumentOutOfRangeException>(() => kind.Info()));

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
        Assert.All([ProbeKind.Syn, ProbeKind.Chargen, ProbeKind.UnknownOption], kind => Assert.Throws<ArgumentOutOfRangeException>(() => table.Of(kind)));
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
