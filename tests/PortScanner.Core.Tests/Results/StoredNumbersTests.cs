using PortScanner.Core.Addresses;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Results;

/// <summary>As nodes store them and testers send them. A row is added at the end; none is changed.</summary>
public sealed class StoredNumbersTests
{
    private static readonly (string Name, int Number)[] States =
    [
        ("Open", 0), ("Closed", 1), ("Rejected", 2), ("Stealth", 3), ("Unfiltered", 4), ("Unknown", 5), ("ClosedFiltered", 6),
    ];

    private static readonly (string Name, int Number)[] Because =
    [
        ("NoReply", 0), ("SynAck", 1), ("SplitHandshake", 2), ("Ack", 3), ("Reset", 4), ("FinAck", 5), ("ChallengeAck", 6),
        ("WrongAck", 7), ("UdpReply", 8), ("UdpUnverified", 9), ("EchoReply", 10), ("PortUnreach", 11), ("ProtocolUnreach", 12),
        ("AdminProhibited", 13), ("NoRoute", 14), ("HostUnreach", 15), ("BeyondScope", 16), ("Policy", 17), ("RejectRoute", 18),
        ("SourceRouteFailed", 19), ("HeadersTooLong", 20), ("Precedence", 21), ("OtherUnreach", 22), ("PacketTooBig", 23),
        ("ParamProblem", 24), ("TimeExceeded", 25), ("ReassemblyTimeout", 26), ("RateLimited", 27), ("CaptureLoss", 28),
        ("SendRefused", 29), ("PacketLoss", 30), ("ScanEnded", 31), ("ResetWindow", 32), ("TimestampReply", 33), ("MaskReply", 34),
        ("TargetUnseen", 35), ("ResetUnproved", 36), ("UdpUnproved", 37), ("Banned", 38), ("NotAwaited", 39),
        ("TesterLost", 40), ("TesterPath", 41), ("TesterFiltered", 42), ("BusLost", 43), ("TestersDiffer", 44),
    ];

    private static readonly (string Name, int Number)[] Remarked =
    [
        ("None", 0), ("Provisional", 1), ("AllPortsOpen", 2), ("HopCountAnomaly", 4), ("SourcePrefix", 8), ("Waited", 16),
        ("OddAccept", 32), ("Contradicted", 64), ("ManyOpenPorts", 128), ("Unproved", 256), ("BanPossible", 512),
        ("Redirected", 1024), ("SourceQuenched", 2048), ("SeenTwice", 4096), ("SeenOtherwise", 8192),
    ];

    private static readonly (string Name, int Number)[] Routes = [("Unknown", 0), ("Router", 1), ("OnLink", 2), ("Local", 3)];

    [Fact]
    public void Each_state_has_the_number_that_it_always_had() =>
        Assert.Equal(States, Enum.GetValues<PortState>().Select(state => (state.ToString(), (int)state)));

    [Fact]
    public void Each_reason_has_the_number_that_it_always_had() =>
        Assert.Equal(Because, Enum.GetValues<Reason>().Select(reason => (reason.ToString(), (int)reason)));

    [Fact]
    public void Each_remark_has_the_number_that_it_always_had() =>
        Assert.Equal(Remarked, Enum.GetValues<Remarks>().Select(remark => (remark.ToString(), (int)remark)));

    [Fact]
    public void Each_route_has_the_number_that_it_always_had() =>
        Assert.Equal(Routes, Enum.GetValues<RouteKind>().Select(route => (route.ToString(), (int)route)));
}
