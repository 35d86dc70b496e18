namespace PortScanner.Engine.Contract;

/// <summary>What came of the wish to scan: a <see cref="RejectedScan"/> or a <see cref="BegunScan"/>.</summary>
public abstract class ScanStart
{
    private protected ScanStart()
    {
    }
}
