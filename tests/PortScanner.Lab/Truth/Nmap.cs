using System.Globalization;
using System.Xml;
using System.Xml.Linq;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Truth;

/// <summary>What nmap says of the client, run on the server.</summary>
internal static class Nmap
{
    /// <summary>Runs a scan.</summary>
    /// <param name="server">Where it runs.</param>
    /// <param name="side">The family.</param>
    /// <param name="scan"><c>-sS</c> or <c>-sU</c>.</param>
    /// <param name="ports">The ports; few enough that nmap lists each.</param>
    /// <returns>nmap's state of each port.</returns>
    public static IReadOnlyDictionary<int, string> Scan(NetworkNamespace server, Side side, string scan, string ports)
    {
        IEnumerable<string> family = side.IsV6 ? ["-6"] : [];
        var result = server.RunIn("nmap", [.. family, scan, "-Pn", "-n", "-p", ports, "-oX", "-", side.Client.ToString()]).Succeeded();

        // nmap names its DTD, which is not needed to read the ports.
        using var reader = XmlReader.Create(new StringReader(result.Output), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Descendants("port").ToDictionary(
            port => int.Parse(port.Attribute("portid")!.Value, CultureInfo.InvariantCulture),
            port => port.Element("state")!.Attribute("state")!.Value);
    }

    /// <summary>Whether nmap's state and ours can both be true of one port.</summary>
    public static bool Agrees(string nmapState, string ourState) => (nmapState, ourState) switch
    {
        ("filtered", "stealth" or "rejected") => true,
        ("open|filtered", "stealth") => true,
        _ => nmapState == ourState,
    };
}
