using System.Text.Json;

using PortScanner.Core.Results;

namespace PortScanner.Reports.Data;

/// <summary>The fields of a result's amplification; <c>docs/report-format.md</c> describes them.</summary>
internal sealed record AmplificationFields(
    int RequestPackets,
    int RequestBytes,
    int ReplyPackets,
    long ReplyBytes,
    double? Factor,
    bool Abusable)
{
    /// <summary>The names of the columns that they are in a table.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "amplification.requestPackets", "amplification.requestBytes", "amplification.replyPackets", "amplification.replyBytes",
        "amplification.factor", "amplification.abusable",
    ];

    public static AmplificationFields? Of(ProbeResult result) => result.Traffic is { } traffic
        ? new AmplificationFields(
            traffic.RequestPackets,
            traffic.RequestBytes,
            traffic.ReplyPackets,
            traffic.ReplyBytes,
            traffic.Factor is { } factor ? Math.Round(factor, 2) : null,
            Amplification.IsAbusable(result.Probe.Kind, traffic))
        : null;

    /// <summary>The cells of the columns.</summary>
    public IReadOnlyList<object?> Cells => [RequestPackets, RequestBytes, ReplyPackets, ReplyBytes, Factor, Abusable ? "true" : "false"];

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("requestPackets", RequestPackets);
        json.WriteNumber("requestBytes", RequestBytes);
        json.WriteNumber("replyPackets", ReplyPackets);
        json.WriteNumber("replyBytes", ReplyBytes);
        if (Factor is { } factor)
        {
            json.WriteNumber("factor", factor);
        }
        else
        {
            json.WriteNull("factor");
        }

        json.WriteBoolean("abusable", Abusable);
        json.WriteEndObject();
    }
}
