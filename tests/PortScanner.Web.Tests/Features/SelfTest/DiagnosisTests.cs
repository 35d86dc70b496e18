using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Features.SelfTest;

namespace PortScanner.Web.Tests.Features.SelfTest;

/// <summary>Which stretch of the way the self-test names.</summary>
public sealed class DiagnosisTests
{
    [Theory]
    [InlineData(nameof(PortTruth.Open), Reason.SynAck, "open (syn-ack)")]
    [InlineData(nameof(PortTruth.Closed), Reason.Reset, "closed (reset)")]
    [InlineData(nameof(PortTruth.Silent), Reason.NoReply, "stealth (no-reply)")]
    [InlineData(nameof(PortTruth.Rejecting), Reason.AdminProhibited, "rejected (admin-prohibited)")]
    public void What_is_read_right_is_told_as_it_was_read(string truth, Reason reason, string told) =>
        Assert.Equal(CheckResult.Ok($"IPv6 {Subject(truth)}", told), Judge(Enum.Parse<PortTruth>(truth), reason, 1, 0, 1, 1));

    [Theory]
    [InlineData(nameof(PortTruth.Open), Reason.NoReply, 0, 0, 0, 0, "no probe came to the port", "Filters")]
    [InlineData(nameof(PortTruth.Silent), Reason.PacketLoss, 0, 0, 0, 9, "no probe came to the port", "Filters")]
    [InlineData(nameof(PortTruth.Open), Reason.NoReply, 3, 3, 0, 0, "a wrong checksum", "Offloads")]
    [InlineData(nameof(PortTruth.Closed), Reason.NoReply, 3, 1, 0, 0, "it did not answer", "Filters or reverse path")]
    [InlineData(nameof(PortTruth.Rejecting), Reason.NoReply, 3, 0, 3, 0, "the capture heard nothing", "Capture")]
    [InlineData(nameof(PortTruth.Open), Reason.PacketLoss, 3, 0, 3, 5, "the evidence was not sufficient", "too busy")]
    [InlineData(nameof(PortTruth.Silent), Reason.PacketLoss, 3, 0, 0, 5, "the evidence was not sufficient", "too busy")]
    [InlineData(nameof(PortTruth.Rejecting), Reason.NoReply, 3, 0, 3, 5, "was not taken for one", "Offloads")]
    [InlineData(nameof(PortTruth.Silent), Reason.Reset, 3, 0, 3, 5, "something else answered", "synproxy")]
    public void Stretch_on_which_packets_were_lost_is_named(string truth, Reason reason, int arrived, int damaged, int answered, long captured, string cause, string cure)
    {
        var result = Judge(Enum.Parse<PortTruth>(truth), reason, arrived, damaged, answered, captured);

        Assert.Equal((Severity.Wrong, $"IPv6 {Subject(truth)}"), (result.Severity, result.Subject));
        Assert.Contains(cause, result.Sentence, StringComparison.Ordinal);
        Assert.Contains(cure, result.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Guide_tells_of_each_stretch()
    {
        var guide = Program.Repository.Read("docs/operations/selftest.md");
        Assert.All(
            (string[])
            [
                "no probe came to the port", "each probe came with a wrong checksum", "probes came to the port, and it did not answer",
                "the port answered, and the capture heard nothing at all", "the evidence was not sufficient", "the port answered, and its answer was not taken for one",
            ],
            cause => Assert.Contains($"\n| {cause} |", guide, StringComparison.Ordinal));
    }

    private static string Subject(string truth) => truth.ToUpperInvariant() switch
    {
        "OPEN" => "open",
        "CLOSED" => "closed",
        "SILENT" => "silent",
        _ => "rejecting",
    };

    private static CheckResult Judge(PortTruth truth, Reason reason, int arrived, int damaged, int answered, long captured)
    {
        var traffic = new PortTraffic();
        for (var probe = 0; probe < arrived; probe++)
        {
            traffic.NoteProbe(isDamaged: probe < damaged);
        }

        for (var answer = 0; answer < answered; answer++)
        {
            traffic.NoteAnswer();
        }

        var found = new ProbeResult(new Probe(ProbeKind.Syn, 4711), reason.Info().State, reason, null, null, null, 3);
        return Diagnosis.Of(AddressFamily.InterNetworkV6, new KnownPort(truth, 4711), found, traffic, captured);
    }
}
