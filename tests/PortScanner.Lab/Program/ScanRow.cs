namespace PortScanner.Lab.Program;

/// <summary>One result of a report.</summary>
public sealed record ScanRow(
    string Protocol, int? Port, string Probe, string State, string Reason, bool Indirect, string? Responder, double? RttMs, int? HopLimit, int Attempts,
    IReadOnlyList<string> Remarks)
{
    /// <summary>What else is worth knowing of it.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The question: protocol, port and probe.</summary>
    public string Question => Port is null ? $"{Protocol} {Probe}" : $"{Protocol}/{Port} {Probe}";

    /// <summary>The answer: state, reason and who gave it.</summary>
    public string Answer => Indirect || Responder is not null ? $"{State} {Reason} from {Responder}" : $"{State} {Reason}";
}
