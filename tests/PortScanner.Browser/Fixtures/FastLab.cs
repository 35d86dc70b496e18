using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A lab whose program asks all ports of a host within seconds.</summary>
public sealed class FastLab() : BrowserLab([.. ShippedProgram.AllowTheLab, "--Engine:PacketsPerSecond=20000", "--Engine:PacketsPerSecondPerTarget=20000"]);
