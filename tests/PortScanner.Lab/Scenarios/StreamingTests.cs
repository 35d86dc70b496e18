using System.Diagnostics;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

public sealed class StreamingTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Open_port_is_told_while_silence_is_still_being_waited_for(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        Firewall.Set(Client, "input", side, "tcp dport 24 drop");
        // The first scan of a process also waits for its code to be compiled, which took over a second on a busy machine.
        VisitorOf(side).Scan(new ScanForm { Ports = "22" });
        var started = Stopwatch.GetTimestamp();
        TimeSpan? firstRow = null;

        using var curl = VisitorOf(side).Stream(new ScanForm { Ports = "22,24", Format = "ndjson" }, line =>
        {
            if (line.Contains("\"syn-ack\"", StringComparison.Ordinal))
            {
                firstRow ??= Stopwatch.GetElapsedTime(started);
            }
        });
        var result = curl.Finish().Succeeded();
        var whole = Stopwatch.GetElapsedTime(started);

        TestContext.Current.SendDiagnosticMessage($"{family}: row of the open port after {firstRow?.TotalMilliseconds:N0} ms, all after {whole.TotalMilliseconds:N0} ms");
        Assert.True(firstRow < whole / 2, $"The open port's row came after {firstRow} of {whole}.\n{result.Output}");
        Assert.True(whole - firstRow > TimeSpan.FromSeconds(1), $"The open port's row came with the last, after {firstRow} of {whole}.\n{result.Output}");
        Assert.Contains("\"summary\"", result.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }
}
