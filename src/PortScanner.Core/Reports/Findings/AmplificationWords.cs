using PortScanner.Core.Results;

namespace PortScanner.Core.Reports.Findings;

/// <summary>What a UDP service sent back for what it was sent, in words.</summary>
public static class AmplificationWords
{
    /// <summary>What follows if it was too much.</summary>
    public const string Warning =
        "Anyone can ask in somebody else's name, who then gets the answer: it can be used to flood others, so close it to the internet.";

    /// <summary>What the most generous answer of a port was, and whether it can be abused; null if no datagram came back.</summary>
    public static string? Of(PortFinding port)
    {
        var answers = port.Rows.Select(row => row.Result).Where(result => result.Traffic is not null);
        if (answers.MaxBy(result => result.Traffic!.Factor ?? result.Traffic.ReplyBytes) is not { Traffic: { } most })
        {
            return null;
        }

        var isAbusable = port.Rows.Any(row => row.Result.Traffic is { } traffic && Amplification.IsAbusable(row.Result.Probe.Kind, traffic));
        var times = most.Factor is { } factor ? $", {factor:N1} times as much" : "";
        var measured = $"It sent {Bytes(most.ReplyBytes, most.ReplyPackets)} back for {Bytes(most.RequestBytes, most.RequestPackets)}{times}.";
        return isAbusable ? $"{measured} {Warning}" : measured;
    }

    private static string Bytes(long bytes, int packets) =>
        $"{bytes:N0} {(bytes == 1 ? "byte" : "bytes")}{(packets == 1 ? "" : $" in {packets:N0} packets")}";
}
