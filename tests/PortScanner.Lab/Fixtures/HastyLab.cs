using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program sends as fast as it can, so that a full scan is soon over.</summary>
public sealed class HastyLab() : ScanLab([.. ShippedProgram.AllowTheLab, "--Engine:PacketsPerSecond=20000", "--Engine:PacketsPerSecondPerTarget=20000"]);
