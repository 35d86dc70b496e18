using PortScanner.Lab.Crowds;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose client stands for many hosts of each kind.</summary>
public sealed class CrowdLab() : ScanLab(Crowd.Allow, prepare: Crowd.Gather);
