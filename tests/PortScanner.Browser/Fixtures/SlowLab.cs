using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A lab whose program sends so slowly that there is time to meddle with a scan.</summary>
public sealed class SlowLab() : BrowserLab([.. ShippedProgram.AllowTheLab, "--Engine:PacketsPerSecondPerTarget=200"]);
