namespace PortScanner.Engine.Identity;

/// <summary>How source ports are handed out to scans.</summary>
internal static class SourcePorts
{
    /// <summary>How many source ports a block has: the most UDP probes that may go to one port.</summary>
    public const int BlockSize = 4;
}
