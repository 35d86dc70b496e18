using System.Net;

using PortScanner.Core.Probes;

namespace PortScanner.Core.Results;

/// <summary>What is known about one probe. A later result for the same probe replaces an earlier one.</summary>
/// <param name="Probe">The question.</param>
/// <param name="State">The state.</param>
/// <param name="Reason">The fact that the state rests on.</param>
/// <param name="Responder">Who answered, if not the target itself; null for a direct answer or none.</param>
/// <param name="RoundTripTime">From the answered attempt to its answer; null without an answer, or where the attempt is ambiguous.</param>
/// <param name="HopLimit">The hop limit or time to live left in the answer; null without an answer.</param>
/// <param name="Attempts">How many packets left for this probe, those from a source prefix not counted.</param>
public sealed record ProbeResult(
    Probe Probe,
    PortState State,
    Reason Reason,
    IPAddress? Responder,
    TimeSpan? RoundTripTime,
    byte? HopLimit,
    int Attempts)
{
    /// <summary>What else is worth knowing of it.</summary>
    public Remarks Remarks { get; init; }

    /// <summary>What came back for what was sent, if anything did over UDP; null elsewhere.</summary>
    public UdpTraffic? Traffic { get; init; }

    /// <summary>Whether another address than the target answered.</summary>
    public bool IsIndirect => Responder is not null;
}
