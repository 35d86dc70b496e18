using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program has room for one scan.</summary>
public sealed class FullLab() : ScanLab([.. ShippedProgram.AllowTheLab, "--Admission:MaximumLiveScans=1"]);
