using System.Globalization;
using System.Text.RegularExpressions;

namespace PortScanner.Lab.Network;

/// <summary>Counts what the server sends to the client, besides its HTTP answers.</summary>
public sealed partial class PacketCounter
{
    private readonly NetworkNamespace _server;

    /// <summary>Starts to count, replacing the server's firewall.</summary>
    /// <param name="server">The server.</param>
    /// <param name="side">The family.</param>
    /// <param name="httpPort">The port that the program serves.</param>
    public PacketCounter(NetworkNamespace server, Side side, int httpPort)
    {
        _server = server;
        Firewall.Load(server, $$"""
            table inet lab {
              counter probes { }
              chain lab {
                type filter hook output priority 0;
                tcp sport {{httpPort}} accept
                {{side.Nft}} daddr {{side.Client}} counter name probes
              }
            }
            """);
    }

    /// <summary>The packets so far.</summary>
    public long Read() => long.Parse(
        Packets().Match(_server.RunIn("nft", ["list", "counter", "inet", "lab", "probes"]).Succeeded().Output).Groups["n"].Value,
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"packets (?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Packets();
}
