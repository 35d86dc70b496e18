using System.Buffers;
using System.Net;
using System.Text.Json;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Tester.Wire;

public sealed class ResultMessageTests
{
    private static readonly ProbeResult Full = new(
        new Probe(ProbeKind.Dns, 53), PortState.Open, Reason.UdpReply, IPAddress.Parse("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), TimeSpan.FromMicroseconds(uint.MaxValue), 255, int.MaxValue)
    {
        Remarks = Remarks.ManyOpenPorts | Remarks.Waited,
        Traffic = new UdpTraffic(int.MaxValue, int.MaxValue, int.MaxValue, long.MaxValue),
    };

    [Fact]
    public void Every_result_arrives_as_it_was() =>
        Assert.All(AllResults(), result => Assert.Equal(result, RoundTrip(result).ToResult()));

    [Fact]
    public void Fullest_reply_fits_into_a_frame()
    {
        var reply = new TesterReply { Kind = ReplyKind.Results, Results = [.. Enumerable.Repeat(ResultMessage.Of(Full), ResultMessage.MostInOneReply)] };
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(reply, TesterJson.Default.TesterReply).Length, 1, Frames.LongestReply);
    }

    [Fact]
    public void What_no_engine_finds_is_no_result()
    {
        var good = ResultMessage.Of(Full);
        Assert.All(
            [
                good with { Kind = (ProbeKind)250 }, good with { State = (PortState)99 }, good with { Reason = (Reason)255 }, good with { Attempts = -1 },
                good with { Port = null }, good with { Kind = ProbeKind.Echo }, good with { RoundTrip = -1 }, good with { RoundTrip = long.MaxValue },
                good with { Responder = "somebody" },
            ],
            message => Assert.Null(message.ToResult()));
    }

    private static IEnumerable<ProbeResult> AllResults() =>
    [
        Full,
        .. ProbeKinds.All.Select(info => new ProbeResult(
            new Probe(info.Kind, info.Protocol == ProbeProtocol.Icmp ? null : (ushort)65535), PortState.Unknown, Reason.ScanEnded, null, null, null, 0)),
        .. Enum.GetValues<Reason>().Select(reason => new ProbeResult(new Probe(ProbeKind.Syn, 0), PortState.Stealth, reason, IPAddress.Loopback, TimeSpan.Zero, 0, 3)),
    ];

    private static ResultMessage RoundTrip(ProbeResult result)
    {
        var reply = new TesterReply { Kind = ReplyKind.Results, Results = [ResultMessage.Of(result)] };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(reply, TesterJson.Default.TesterReply);
        return TesterJson.Read(new ReadOnlySequence<byte>(bytes), TesterJson.Default.TesterReply)!.Results![0];
    }
}
