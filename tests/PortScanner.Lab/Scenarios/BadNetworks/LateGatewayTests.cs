using System.Text.Json;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;
using PortScanner.Lab.Wire;

namespace PortScanner.Lab.Scenarios.BadNetworks;

/// <summary>A home gateway that waits 6 s before it says that an unsolicited SYN is prohibited (RFC 6092 REC-34).</summary>
public sealed class LateGatewayTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    private const byte DestinationUnreachable = 1;
    private const byte Prohibited = 1;

    [Fact]
    public void Ports_are_rejected_by_the_late_answers()
    {
        var side = Side.V6;
        Firewall.Set(Router, "forward", side, "oifname \"cli\" tcp flags & (syn | ack) == syn drop");
        using var gateway = new Middlebox(new Link(Router, "srv"), new Link(Router, "srv"), TimeSpan.FromSeconds(6), frame =>
            Syn.Of(frame, side) is { } syn ? [syn.IcmpV6Error(DestinationUnreachable, Prohibited, side.RouterToServer)] : []);

        var report = VisitorOf(side).Scan(new ScanForm { Ports = "22,1000-1019" });

        Assert.Equal(21, report.Results.Count);
        ExpectedRows.Of(report, _ => [$"rejected admin-prohibited from {side.RouterToServer}"]).Match(report);
        Assert.All(report.Results, row => Assert.InRange(row.RttMs ?? 6000, 5990, 7500));
    }

    [Fact]
    public void Silence_is_told_as_provisional_and_then_corrected_in_the_stream()
    {
        var side = Side.V6;
        Firewall.Set(Router, "forward", side, "oifname \"cli\" tcp flags & (syn | ack) == syn drop");
        using var gateway = new Middlebox(new Link(Router, "srv"), new Link(Router, "srv"), TimeSpan.FromSeconds(6.2), frame =>
            Syn.Of(frame, side) is { Port: 22 } syn ? [syn.IcmpV6Error(DestinationUnreachable, Prohibited, side.RouterToServer)] : []);

        var lines = new List<string>();
        using var curl = VisitorOf(side).Stream(new ScanForm { Ports = "22-24", Format = "ndjson" }, lines.Add);
        curl.Finish().Succeeded();

        Assert.Equal(["22 True", "23 True", "24 True"], Rows(lines).Take(3).Order(StringComparer.Ordinal));
        Assert.Equal(["22 False", "23 False", "24 False"], Rows(lines).Skip(3).Order(StringComparer.Ordinal));
        Assert.Contains("\"summary\":{\"open\":0,\"closed\":0,\"rejected\":1,\"stealth\":2,", lines[^1], StringComparison.Ordinal);

        var text = new List<string>();
        using var reader = VisitorOf(side).Stream(new ScanForm { Ports = "22-24", Format = "text" }, text.Add);
        reader.Finish().Succeeded();
        var provisional = text.FindIndex(line => line.Contains("So far 3 probes stay silent", StringComparison.Ordinal));
        var correction = text.FindIndex(line => line.Contains("corrects what was so far", StringComparison.Ordinal));
        Assert.True(provisional >= 0 && provisional < correction, string.Join('\n', text));
        Assert.Contains("22 tcp   rejected", text[correction - 1], StringComparison.Ordinal);
    }

    // The port of each result line, and whether it is provisional.
    private static IEnumerable<string> Rows(IEnumerable<string> lines) => lines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.TryGetProperty("port", out _))
        .Select(row => $"{row.GetProperty("port")} {row.GetProperty("remarks").EnumerateArray().Any(remark => remark.ValueEquals("provisional"))}");
}
