using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Scans;

namespace PortScanner.Engine.Tests.Tables;

public sealed class ProbeTableTests
{
    [Fact]
    public void Several_probes_of_one_UDP_port_are_told_apart_by_their_variant()
    {
        var table = Plans.Table(
            Plans.Echo, Plans.Udp(ProbeKind.SnmpV1), Plans.Udp(ProbeKind.Dns), Plans.Udp(ProbeKind.SnmpV2c), Plans.Udp(ProbeKind.SnmpV3));
        Assert.Equal([0, 0, 1, 2], new[] { 1, 2, 3, 4 }.Select(table.SourcePortIndexOf));
        Assert.Equal(3, table.UdpSourcePortCount);
        Assert.Equal([1, 3, 4, -1], Enumerable.Range(0, 4).Select(sourcePortIndex => table.Find(ProbeProtocol.Udp, 161, sourcePortIndex)));
        Assert.Equal([0], table.IcmpRequests.ToArray());
    }

    [Theory]
    [InlineData(0, 1, new ProbeKind[0])]
    [InlineData(1, 2, new[] { ProbeKind.Dns, ProbeKind.Ntp })]
    [InlineData(2, 3, new[] { ProbeKind.Ntp, ProbeKind.NtpMonlist })]
    [InlineData(3, 4, new[] { ProbeKind.SnmpV1, ProbeKind.SnmpV2c, ProbeKind.SnmpV3 })]
    public void Nothing_else_leaves_from_the_source_port_of_TFTP(int place, int count, ProbeKind[] others)
    {
        var table = Plans.Table([.. others.Select(Plans.Udp), Plans.Udp(ProbeKind.Tftp)]);
        Assert.Equal((place, count), (table.SourcePortIndexOf(others.Length), table.UdpSourcePortCount));
        Assert.Equal(others.Length, table.Find(ProbeProtocol.Udp, 69, place));
        Assert.Single(Enumerable.Range(0, table.Count), index => table.SourcePortIndexOf(index) == place);
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public void Of_those_that_need_a_source_port_of_their_own_the_quick_profile_has_each_apart_from_the_others(AddressFamily family)
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Quick, family), out var plan, out _));
        var table = new ProbeTable(plan);
        var places = Enumerable.Range(0, table.Count)
            .Where(index => table[index].Protocol == ProbeProtocol.Udp)
            .ToLookup(table.SourcePortIndexOf, index => table[index].Kind);

        Assert.Equal([ProbeKind.Tftp], places[3]);
        Assert.Equal([ProbeKind.SnmpV3, ProbeKind.L2tp], places[2]);
        Assert.Contains(ProbeKind.Coap, places[1]);
        Assert.DoesNotContain(ProbeKind.Quic, places[1]);
    }

    [Fact]
    public void Source_ports_of_their_own_are_behind_the_others_while_there_are_any()
    {
        var table = Plans.Table(new[] { ProbeKind.Dns, ProbeKind.Tftp, ProbeKind.L2tp, ProbeKind.Coap }.Select(Plans.Udp));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(table.SourcePortIndexOf));
        Assert.Equal(4, table.UdpSourcePortCount);
    }

    [Fact]
    public void Source_port_of_TFTP_is_the_last_where_payloads_take_them_all()
    {
        var table = Plans.Table([.. Enumerable.Range(0, 4).Select(payload => new Probe(ProbeKinds.Payload(payload), Plans.PayloadPort)), Plans.Udp(ProbeKind.Tftp)]);
        Assert.Equal((3, 4), (table.SourcePortIndexOf(4), table.UdpSourcePortCount));
        Assert.Equal([3, 4], new[] { table.Find(ProbeProtocol.Udp, Plans.PayloadPort, 3), table.Find(ProbeProtocol.Udp, 69, 3) });
    }

    [Fact]
    public void Probe_is_found_by_protocol_and_port()
    {
        var table = Plans.Table(Plans.Syn(53), Plans.Udp(ProbeKind.Dns), Plans.Syn(0), Plans.Syn(ushort.MaxValue));
        Assert.Equal(0, table.Find(ProbeProtocol.Tcp, 53, 0));
        Assert.Equal(1, table.Find(ProbeProtocol.Udp, 53, 0));
        Assert.Equal(2, table.Find(ProbeProtocol.Tcp, 0, 0));
        Assert.Equal(3, table.Find(ProbeProtocol.Tcp, ushort.MaxValue, 0));
        Assert.Equal(-1, table.Find(ProbeProtocol.Udp, 54, 0));
        Assert.Equal(-1, table.Find(ProbeProtocol.Udp, 53, 1));
        Assert.Equal(0, table.IcmpRequests.Length);
    }

    [Fact]
    public void TCP_probe_is_found_by_any_port_of_the_scan_where_no_two_go_to_one_port()
    {
        var alone = Plans.Table(Plans.Syn(53), Plans.Udp(ProbeKind.Dns));
        Assert.True(alone.IsTcpSpread);
        Assert.Equal([0, 0, 0, 0, -1], Enumerable.Range(0, 5).Select(sourcePortIndex => alone.Find(ProbeProtocol.Tcp, 53, sourcePortIndex)));

        Assert.False(Plans.Table(Plans.Syn(53), new Probe(ProbeKind.Ack, 53)).IsTcpSpread);
    }

    [Fact]
    public void Firewall_tests_of_one_port_and_ICMP_requests_are_told_apart_by_their_variant()
    {
        var table = Plans.Table(
            new(ProbeKind.Timestamp, null), Plans.Syn(80), new(ProbeKind.Ack, 80), new(ProbeKind.AddressMask, null), new(ProbeKind.Fin, 80), new(ProbeKind.Fin, 81));
        Assert.Equal([0, 0, 1, 1, 2, 0], Enumerable.Range(0, 6).Select(table.SourcePortIndexOf));
        Assert.Equal([1, 2, 4, -1], Enumerable.Range(0, 4).Select(sourcePortIndex => table.Find(ProbeProtocol.Tcp, 80, sourcePortIndex)));
        Assert.Equal([0, 3], table.IcmpRequests.ToArray());
        Assert.Equal(0, table.UdpSourcePortCount);
    }

    [Fact]
    public void Every_probe_of_a_full_scan_is_found()
    {
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Full, AddressFamily.InterNetworkV6), out var plan, out _));
        var table = new ProbeTable(plan);
        Assert.True(table.Count > 65_536);
        Assert.InRange(table.UdpSourcePortCount, 1, SourcePorts.BlockSize);
        for (var i = 0; i < table.Count; i++)
        {
            if (table[i].Port is { } port)
            {
                Assert.Equal(i, table.Find(table[i].Protocol, port, table.SourcePortIndexOf(i)));
            }
        }
    }
}
