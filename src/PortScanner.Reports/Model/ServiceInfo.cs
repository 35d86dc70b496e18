namespace PortScanner.Reports.Model;

/// <summary>What a catalogue of services knows about the port of a probe.</summary>
/// <param name="Name">The service's short name, such as <c>ssh</c>; null if the port has none.</param>
/// <param name="Risk">The name of the sentence about why exposing it matters, the message <c>risk.NAME</c>; null if there is none.</param>
public readonly record struct ServiceInfo(string? Name, string? Risk);
