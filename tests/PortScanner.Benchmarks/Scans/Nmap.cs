using System.Diagnostics;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

using PortScanner.Lab.Network;

namespace PortScanner.Benchmarks.Scans;

/// <summary>The peer: <c>nmap -sS -Pn -n</c> from the server to the client, as an operator would run it.</summary>
internal static class Nmap
{
    /// <summary>Runs it once.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="side">The family.</param>
    /// <param name="ports">The TCP ports.</param>
    /// <param name="trueReason">nmap's reason for a port of which it tells the truth.</param>
    /// <returns>The seconds from start to end of the program, and the ports for which it has another reason.</returns>
    public static (double Seconds, int Wrong, int Ports) Scan(ThreeHosts hosts, Side side, string ports, string trueReason)
    {
        IEnumerable<string> family = side.IsV6 ? ["-6"] : [];
        var since = Stopwatch.GetTimestamp();
        var result = hosts.Server.RunIn("nmap", [.. family, "-sS", "-Pn", "-n", "-p", ports, "-oX", "-", side.Client.ToString()]).Succeeded();
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;

        // nmap names its DTD, which is not needed to count the ports.
        using var reader = XmlReader.Create(new StringReader(result.Output), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var document = XDocument.Load(reader);

        // Ports of the state that most have are summed up by reason; the others are listed.
        var reasons = document.Descendants("extrareasons")
            .Select(group => (Reason: group.Attribute("reason")!.Value, Count: int.Parse(group.Attribute("count")!.Value, CultureInfo.InvariantCulture)))
            .Concat(document.Descendants("port").Select(port => (Reason: port.Element("state")!.Attribute("reason")!.Value, Count: 1)))
            .ToList();
        var right = reasons.Where(group => IsSame(group.Reason, trueReason)).Sum(group => group.Count);
        var all = reasons.Sum(group => group.Count);
        return (seconds, all - right, all);
    }

    // The summary has nmap's words in the plural: reset and resets, no-response and no-responses.
    private static bool IsSame(string reason, string trueReason) => reason == trueReason || reason == trueReason + "s";
}
