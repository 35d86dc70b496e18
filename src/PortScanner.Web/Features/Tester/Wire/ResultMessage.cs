using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>A <see cref="ProbeResult"/> on its way. Each property is the result's own; times are in microseconds.</summary>
internal sealed record ResultMessage
{
    /// <summary>So many fit into a frame whatever they hold.</summary>
    public const int MostInOneReply = 500;

    public required ProbeKind Kind { get; init; }

    public ushort? Port { get; init; }

    public required PortState State { get; init; }

    public required Reason Reason { get; init; }

    public string? Responder { get; init; }

    public long? RoundTrip { get; init; }

    public byte? HopLimit { get; init; }

    public int Attempts { get; init; }

    public Remarks Remarks { get; init; }

    public UdpTraffic? Traffic { get; init; }

    /// <summary>The message for a result.</summary>
    public static ResultMessage Of(ProbeResult result) => new()
    {
        Kind = result.Probe.Kind,
        Port = result.Probe.Port,
        State = result.State,
        Reason = result.Reason,
        Responder = result.Responder?.ToString(),
        RoundTrip = (long?)result.RoundTripTime?.TotalMicroseconds,
        HopLimit = result.HopLimit,
        Attempts = result.Attempts,
        Remarks = result.Remarks,
        Traffic = result.Traffic,
    };

    /// <summary>The result.</summary>
    /// <returns>Null if it is none.</returns>
    public ProbeResult? ToResult()
    {
        IPAddress? responder = null;
        var isResult = Enum.IsDefined(Kind)
            && Enum.IsDefined(State)
            && Enum.IsDefined(Reason)
            && Attempts >= 0
            && Port is null == (Kind.Info().Protocol == ProbeProtocol.Icmp)
            && RoundTrip is null or (>= 0 and <= uint.MaxValue)
            && (Responder is null || (IPAddress.TryParse(Responder, out responder) && responder.ToString() == Responder && !Responder.Contains('%', StringComparison.Ordinal)));
        return isResult
            ? new ProbeResult(
                new Probe(Kind, Port), State, Reason, responder, RoundTrip is { } time ? TimeSpan.FromMicroseconds(time) : null, HopLimit, Attempts)
            {
                Remarks = Remarks,
                Traffic = Traffic,
            }
            : null;
    }
}
