using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>A scan of <see cref="WideHost"/> during which something fails.</summary>
internal static class InterruptedScan
{
    /// <summary>Begins the scan, does something once the first packets have left, and reads the report.</summary>
    public static async Task<ScanReport> Run(ScanLab lab, Visitor visitor, Side side, Action fault)
    {
        Firewall.Set(lab.Hosts.Client, "input", side, WideHost.Drop);
        var counter = new PacketCounter(lab.Hosts.Server, side, ShippedProgram.Port);
        var scan = Task.Run(() => visitor.Scan(WideHost.Form), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => counter.Read() > 0, "the scan began");

        fault();

        return await scan;
    }
}
