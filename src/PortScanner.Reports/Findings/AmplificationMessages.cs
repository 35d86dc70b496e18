using PortScanner.Core.Localization;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Findings;

/// <summary>What a UDP service sent back for what it was sent, in words.</summary>
public static class AmplificationMessages
{
    /// <summary>What the most generous answer of a port was, and whether it can be abused; null if no datagram came back.</summary>
    public static string? Of(PortFinding port, Messages messages)
    {
        var answers = port.Rows.Select(row => row.Result).Where(result => result.Traffic is not null);
        if (answers.MaxBy(result => result.Traffic!.Factor ?? result.Traffic.ReplyBytes) is not { Traffic: { } most })
        {
            return null;
        }

        var isAbusable = port.Rows.Any(row => row.Result.Traffic is { } traffic && Amplification.IsAbusable(row.Result.Probe.Kind, traffic));
        var reply = Bytes(most.ReplyBytes, most.ReplyPackets, messages);
        var request = Bytes(most.RequestBytes, most.RequestPackets, messages);
        var measured = most.Factor is { } factor
            ? messages.Format("amplification.times", ("reply", reply), ("request", request), ("factor", messages.Number(factor, 1)))
            : messages.Format("amplification.measured", ("reply", reply), ("request", request));
        return isAbusable ? $"{measured} {messages["amplification.warning"]}" : measured;
    }

    private static string Bytes(long bytes, int packets, Messages messages)
    {
        var counted = messages.Count("amplification.bytes", bytes);
        return packets == 1 ? counted : messages.Format("amplification.in-packets", ("bytes", counted), ("packets", packets));
    }
}
