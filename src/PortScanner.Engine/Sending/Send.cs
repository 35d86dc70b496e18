namespace PortScanner.Engine.Sending;

/// <summary>One packet that is to leave, or has left.</summary>
/// <param name="Probe">The index of the probe that it asks.</param>
/// <param name="IsControl">
/// Whether it only shows that answers come through: it is no attempt on which the probe's silence could rest, since the probe was decided
/// before, or since it leaves from the source prefix.
/// </param>
internal readonly record struct Send(int Probe, bool IsControl = false);
