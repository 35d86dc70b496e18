using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Evidence;

public sealed class PortKindsTests
{
    [Theory]
    [InlineData(ProbeKind.Syn, 0, null)]
    [InlineData(ProbeKind.Syn, 1, PortKind.SystemTcp)]
    [InlineData(ProbeKind.Syn, 1023, PortKind.SystemTcp)]
    [InlineData(ProbeKind.Syn, 1024, PortKind.OtherTcp)]
    [InlineData(ProbeKind.Syn, 65535, PortKind.OtherTcp)]
    [InlineData(ProbeKind.Dns, 53, PortKind.Udp)]
    [InlineData(ProbeKind.UdpEmpty, 60000, PortKind.Udp)]
    [InlineData(ProbeKind.Ack, 22, null)]
    [InlineData(ProbeKind.Echo, null, null)]
    public void Probe_is_of_the_kind_of_its_port(ProbeKind probe, int? port, PortKind? kind) =>
        Assert.Equal(kind, PortKinds.Of(new Probe(probe, (ushort?)port)));

    [Theory]
    [InlineData(20, 20, true)]
    [InlineData(18, 20, true)]
    [InlineData(17, 20, false)]
    [InlineData(19, 19, false)]
    [InlineData(45, 50, true)]
    [InlineData(44, 50, false)]
    public void Kind_is_crowded_where_many_were_asked_and_nearly_all_are_open(int open, int asked, bool isCrowded) =>
        Assert.Equal(isCrowded ? [PortKind.SystemTcp] : [], PortKinds.SuspectedTarpits(Results(ProbeKind.Syn, 1, open, asked)));

    [Fact]
    public void Kinds_do_not_mix() => Assert.Equal(
        [PortKind.SystemTcp, PortKind.Udp],
        PortKinds.SuspectedTarpits(
        [
            .. Results(ProbeKind.Syn, 1, 40, 40), .. Results(ProbeKind.Syn, 2000, 0, 60), .. Results(ProbeKind.UdpEmpty, 1, 30, 30),
        ]).Order());

    [Fact]
    public void Port_zero_and_firewall_tests_do_not_count() => Assert.Empty(PortKinds.SuspectedTarpits(
        [.. Results(ProbeKind.Syn, 0, 20, 20), .. Results(ProbeKind.Ack, 100, 30, 30)]));

    private static (Probe Probe, PortState State)[] Results(ProbeKind kind, int first, int open, int asked) =>
    [
        .. Enumerable.Range(0, asked).Select(i => (new Probe(kind, (ushort)(first + i)), i < open ? PortState.Open : PortState.Stealth)),
    ];
}
