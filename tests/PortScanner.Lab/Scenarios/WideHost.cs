using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>A host with many closed ports, some open and some silent ones: enough for a rare fault to show.</summary>
internal static class WideHost
{
    /// <summary>The rule by which the client's input drops what is to be silent.</summary>
    public const string Drop = "tcp dport 1100-1129 drop";

    /// <summary>The TCP ports that are listened on.</summary>
    public static IReadOnlyList<int> Listening { get; } = [22, 80, 443];

    /// <summary>All of them as a scan.</summary>
    public static ScanForm Form { get; } = new() { Ports = "22,80,443,1000-1079,1100-1129" };

    /// <summary>How many ports that is.</summary>
    public const int Count = 113;

    /// <summary>Fails if a row is wrong.</summary>
    /// <param name="report">The report.</param>
    /// <param name="honest">What may be said instead of the truth, such as <c>unknown packet-loss</c>.</param>
    public static void Check(ScanReport report, params string[] honest)
    {
        TestContext.Current.SendDiagnosticMessage(
            $"{report.Target.Family}: {CountRight(report)} of {Count} right, {report.DurationMs:N0} ms, {report.Results.Max(row => row.Attempts)} attempts");
        Assert.Equal(Count, report.Results.Count);
        ExpectedRows.Of(report, row => [.. Truth(row.Port!.Value), .. honest]).Match(report);
    }

    /// <summary>How many rows tell the truth.</summary>
    public static int CountRight(ScanReport report) => report.Results.Count(row => Truth(row.Port!.Value).Contains(row.Answer));

    private static string[] Truth(int port) => port switch
    {
        // Where its SYN+ACK was lost, a listener acknowledges the next SYN by itself.
        _ when Listening.Contains(port) => ["open syn-ack", "open ack"],
        >= 1100 and <= 1129 => ["stealth no-reply"],
        _ => ["closed reset"],
    };
}
