using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program sends so slowly that there is time to meddle with it, and has the smallest capture buffer.</summary>
public sealed class SlowLab() : ScanLab([.. ShippedProgram.AllowTheLab, "--Engine:PacketsPerSecondPerTarget=200", "--Engine:CaptureBufferBytes=262144"]);
