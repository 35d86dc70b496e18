using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Storage.MariaDb;

/// <summary>A row of a scan left-joined with its results: all but <see cref="Outcome"/> is null where the scan has no result to read.</summary>
internal sealed class ResultRow
{
    public byte Outcome { get; init; }

    public uint? Sequence { get; init; }

    public byte? ProbeKind { get; init; }

    public ushort? Port { get; init; }

    public byte? State { get; init; }

    public byte? Reason { get; init; }

    public byte[]? SealedResponder { get; init; }

    public uint? RoundTripMicroseconds { get; init; }

    public byte? HopLimit { get; init; }

    public ushort? Attempts { get; init; }

    public ushort? Remarks { get; init; }

    public ushort? RequestPackets { get; init; }

    public uint? RequestBytes { get; init; }

    public uint? ReplyPackets { get; init; }

    public ulong? ReplyBytes { get; init; }

    public ProbeResult ToResult(ResponderSeal seal)
    {
        var kind = (ProbeKind)ProbeKind!.Value;
        return new ProbeResult(
            new Probe(kind, kind.Info().Protocol == ProbeProtocol.Icmp ? null : Port),
            (PortState)State!.Value,
            (Reason)Reason!.Value,
            SealedResponder is null ? null : seal.Open(SealedResponder),
            RoundTripMicroseconds is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
            HopLimit,
            Attempts!.Value)
        {
            Remarks = (Remarks)Remarks!.Value,
            Traffic = RequestPackets is { } requests
                ? new UdpTraffic(requests, (int)RequestBytes!.Value, (int)ReplyPackets!.Value, (long)ReplyBytes!.Value)
                : null,
        };
    }
}
