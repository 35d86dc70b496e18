using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A long scan that somebody else behind the visitor's address makes, without a browser; until it is killed or disposed of, when the scan is given up.</summary>
internal static class OtherScan
{
    /// <summary>Begins it.</summary>
    public static async Task<Command> BeginAsync(NetworkNamespace client, Side side)
    {
        var curl = new Visitor(client, side.Server).Stream(ScanForm.Lasting);
        await Eventually.Holds(() => curl.Written.Contains("Firewall test of", StringComparison.Ordinal), "the other scan began");
        return curl;
    }
}
