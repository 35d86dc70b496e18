using PortScanner.Core.Results;

namespace PortScanner.Reports.Findings;

/// <summary>The facts that the verdict rests on: how many ports are in each state, each port counted once.</summary>
/// <param name="Open">Ports that are open.</param>
/// <param name="Rejected">Ports for which an ICMP error said no.</param>
/// <param name="Closed">Ports that the address itself said are closed.</param>
/// <param name="Stealth">Ports that are silent, proved.</param>
/// <param name="ClosedFiltered">Ports that let nobody in, in a manner that stayed hidden.</param>
/// <param name="Unknown">Ports that could not be decided.</param>
/// <param name="PingAnswers">Whether an echo request was answered.</param>
/// <param name="EveryTcpPortOpen">Whether a device answers for every TCP port: random control ports were open too, or each of many ports was.</param>
public readonly record struct PortFacts(
    int Open,
    int Rejected,
    int Closed,
    int Stealth,
    int ClosedFiltered,
    int Unknown,
    bool PingAnswers,
    bool EveryTcpPortOpen)
{
    /// <summary>All ports.</summary>
    public int Total => Open + Rejected + Closed + Stealth + ClosedFiltered + Unknown;

    /// <summary>Ports that said no, in whichever way.</summary>
    public int Refusing => Rejected + Closed;

    /// <summary>How many ports are in <paramref name="state"/>.</summary>
    public int CountOf(PortState state) => state switch
    {
        PortState.Open => Open,
        PortState.Rejected => Rejected,
        PortState.Closed => Closed,
        PortState.Stealth => Stealth,
        PortState.Unknown => Unknown,
        PortState.ClosedFiltered => ClosedFiltered,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
