using PortScanner.Lab.Crowds;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose machine sends no more than one scan alone could, and whose client stands for many hosts.</summary>
public sealed class NarrowLab() : ScanLab(
    [.. Crowd.Allow, "--Admission:AllowNetworks:2=198.51.100.0/24", "--Engine:PacketsPerSecond=500", "--Engine:PacketsPerSecondPerTarget=500"],
    prepare: Crowd.Gather);
