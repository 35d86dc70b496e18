namespace PortScanner.Core.Probes;

/// <summary>One question of a plan: a kind of probe and the port it goes to.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Port">The target's port; null for what is sent as <see cref="ProbeProtocol.Icmp"/>, and only there.</param>
public readonly record struct Probe(ProbeKind Kind, ushort? Port)
{
    /// <summary>The protocol the probe is sent in.</summary>
    public ProbeProtocol Protocol => Kind.Info().Protocol;
}
