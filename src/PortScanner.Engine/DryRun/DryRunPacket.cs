using PortScanner.Core.Probes;

namespace PortScanner.Engine.DryRun;

/// <summary>A packet that would leave.</summary>
/// <param name="At">When, since the scan began.</param>
/// <param name="Pass">In which pass, from 1 on.</param>
/// <param name="Probe">What it asks.</param>
/// <param name="IsControl">Whether it asks a random port outside the plan.</param>
/// <param name="Bytes">The packet from its IP header on.</param>
public sealed record DryRunPacket(TimeSpan At, int Pass, Probe Probe, bool IsControl, ReadOnlyMemory<byte> Bytes);
