using System.Net;

using PortScanner.Core.Evidence;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Evidence;

public sealed class SecondOpinionTests
{
    private static readonly IPAddress Router = IPAddress.Parse("192.0.2.254");

    public static TheoryData<Reason, bool, Reason, bool, Reason, Remarks> Pairs => new()
    {
        { Reason.SynAck, false, Reason.SynAck, false, Reason.SynAck, Remarks.SeenTwice },
        { Reason.NoReply, false, Reason.NoReply, false, Reason.NoReply, Remarks.SeenTwice },
        { Reason.AdminProhibited, true, Reason.NoRoute, true, Reason.AdminProhibited, Remarks.SeenTwice },
        { Reason.SynAck, false, Reason.NoReply, false, Reason.SynAck, Remarks.SeenOtherwise },
        { Reason.SynAck, false, Reason.Reset, false, Reason.SynAck, Remarks.SeenOtherwise },
        { Reason.NoReply, false, Reason.SynAck, false, Reason.SynAck, Remarks.SeenOtherwise },
        { Reason.NoReply, false, Reason.Reset, false, Reason.TestersDiffer, Remarks.SeenOtherwise },
        { Reason.NoReply, false, Reason.AdminProhibited, false, Reason.TestersDiffer, Remarks.SeenOtherwise },
        { Reason.UdpUnverified, false, Reason.AdminProhibited, true, Reason.UdpUnverified, Remarks.SeenOtherwise },
        { Reason.UdpUnverified, false, Reason.PortUnreach, false, Reason.UdpUnverified, Remarks.SeenOtherwise },
        { Reason.NoReply, false, Reason.AdminProhibited, true, Reason.NoReply, Remarks.SeenOtherwise },
        { Reason.AdminProhibited, true, Reason.Reset, false, Reason.Reset, Remarks.SeenOtherwise },
        { Reason.AdminProhibited, true, Reason.SynAck, false, Reason.SynAck, Remarks.SeenOtherwise },
        { Reason.AdminProhibited, true, Reason.NoReply, false, Reason.AdminProhibited, Remarks.SeenOtherwise },
        { Reason.SynAck, false, Reason.PacketLoss, false, Reason.SynAck, Remarks.None },
        { Reason.NoReply, false, Reason.TesterPath, false, Reason.NoReply, Remarks.None },
        { Reason.NoReply, false, Reason.TesterFiltered, false, Reason.NoReply, Remarks.None },
        { Reason.NoReply, false, Reason.RateLimited, false, Reason.NoReply, Remarks.None },
        { Reason.PacketLoss, false, Reason.SynAck, false, Reason.PacketLoss, Remarks.None },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_proves_more_stands_and_silence_only_where_both_met_it(
        Reason first, bool isFirstIndirect, Reason second, bool isSecondIndirect, Reason stands, Remarks remark)
    {
        var merged = SecondOpinion.Merge(Row(80, first, isFirstIndirect), Row(80, second, isSecondIndirect));
        Assert.Equal((stands, stands.Info().State, remark), (merged.Reason, merged.State, merged.Remarks));
        Assert.Equal(remark == Remarks.None ? [] : [merged], SecondOpinion.Merge([Row(80, first, isFirstIndirect)], [Row(80, second, isSecondIndirect)]));
    }

    [Fact]
    public void Silence_that_may_still_end_is_none_yet()
    {
        var provisional = Row(80, Reason.NoReply) with { Remarks = Remarks.Provisional };
        Assert.Equal(provisional, SecondOpinion.Merge(provisional, Row(80, Reason.SynAck)));
        Assert.Equal(Row(80, Reason.SynAck), SecondOpinion.Merge(Row(80, Reason.SynAck), provisional));
    }

    [Theory]
    [InlineData(1, Reason.NoReply)]
    [InlineData(2, Reason.TestersDiffer)]
    public void Tester_that_was_shut_out_calls_nothing_of_that_protocol_silent(int contradicted, Reason others)
    {
        ProbeResult[] first = [.. Enumerable.Range(1, 10).Select(port => Row(port, Reason.NoReply)), Row(99, Reason.SynAck), Udp(53, Reason.NoReply)];
        ProbeResult[] second = [.. Enumerable.Range(1, contradicted).Select(port => Row(port, Reason.SynAck)), Row(3, Reason.NoReply)];
        var told = SecondOpinion.Merge(first, second).ToDictionary(row => row.Probe);
        Assert.Equal(contradicted, told.Values.Count(row => row.State == PortState.Open));
        Assert.Equal(Remarks.SeenTwice, told[Row(3, Reason.NoReply).Probe].Remarks);
        Assert.All(Enumerable.Range(4, 7), port => Assert.Equal(others, told.GetValueOrDefault(Row(port, others).Probe)?.Reason ?? Reason.NoReply));
        Assert.DoesNotContain(told.Keys, probe => probe.Protocol == ProbeProtocol.Udp || probe.Port == 99);
    }

    private static ProbeResult Row(int port, Reason reason, bool isIndirect = false) =>
        new(new Probe(ProbeKind.Syn, (ushort)port), reason.Info().State, reason, isIndirect ? Router : null, null, null, 1);

    private static ProbeResult Udp(int port, Reason reason) => new(new Probe(ProbeKind.Dns, (ushort)port), reason.Info().State, reason, null, null, null, 1);
}
