using System.Collections.Concurrent;
using System.Diagnostics;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class StreamingTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    // Silence is asked for three times, of which the last is three seconds after the first (decision 7), and an answer is told at once. Half of that is
    // left to a busy machine: all lines come together if none is told before the end.
    private static readonly TimeSpan LeastAhead = TimeSpan.FromSeconds(1.5);

    [Theory, BothFamilies]
    public void Open_port_is_told_while_silence_is_still_being_waited_for(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        // The first scan of a process also waits for its code to be compiled, which took over a second on a busy machine.
        VisitorOf(side).Scan(new ScanForm { Ports = "22" });
        var told = new ConcurrentQueue<(long At, string Line)>();

        using var curl = VisitorOf(side).Stream(
            new ScanForm { Ports = "22,24", Format = "ndjson" }, line => told.Enqueue((Stopwatch.GetTimestamp(), line)));
        var result = curl.Finish().Succeeded();

        var open = told.First(row => row.Line.Contains("\"syn-ack\"", StringComparison.Ordinal));
        var last = told.Last();
        var ahead = Stopwatch.GetElapsedTime(open.At, last.At);
        TestContext.Current.SendDiagnosticMessage($"{family}: the row of the open port is {ahead.TotalMilliseconds:N0} ms ahead of the summary");
        Assert.True(ahead > LeastAhead, $"The open port's row came {ahead} before the last line.\n{result.Output}");
        Assert.Contains("\"summary\"", last.Line, StringComparison.Ordinal);
    }
}
