using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>
/// A lab whose program probes from so few ports that somebody can try each while a scan runs, however busy the machine is. How many there are
/// changes nothing of what his tries are worth; that it takes so many more on the default range is tested without a network (ProofBitsTests).
/// </summary>
public sealed class FewPortsLab() : ScanLab([.. ShippedProgram.AllowTheLab, $"--Engine:SourcePorts={First}-{Last}", "--Admission:MaximumLiveScans=10"])
{
    /// <summary>The first of them.</summary>
    public const int First = 61000;

    /// <summary>The last.</summary>
    public const int Last = 61199;
}
