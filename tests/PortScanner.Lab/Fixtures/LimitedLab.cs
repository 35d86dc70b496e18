using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose hosts limit their ICMP errors as this machine's kernel does by default.</summary>
public sealed class LimitedLab() : ScanLab(ShippedProgram.AllowTheLab, liftIcmpLimits: false);
