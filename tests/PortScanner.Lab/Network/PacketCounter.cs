using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace PortScanner.Lab.Network;

/// <summary>Counts what the server sends to the client, besides its HTTP answers, on one of the two hosts; or what it sends to another.</summary>
public sealed partial class PacketCounter
{
    private readonly NetworkNamespace _host;

    /// <summary>Starts to count what the server sends, replacing its firewall.</summary>
    /// <param name="server">The server.</param>
    /// <param name="side">The family.</param>
    /// <param name="httpPort">The port that the program serves.</param>
    public PacketCounter(NetworkNamespace server, Side side, int httpPort)
        : this(server, side, side.Client, httpPort)
    {
    }

    /// <summary>Starts to count what goes to another, replacing the server's firewall.</summary>
    /// <param name="server">The server.</param>
    /// <param name="side">The family.</param>
    /// <param name="to">The other.</param>
    /// <param name="httpPort">The port that the program serves.</param>
    public PacketCounter(NetworkNamespace server, Side side, IPAddress to, int httpPort)
        : this(server, "output", httpPort, $"{side.Nft} daddr {to}")
    {
    }

    private PacketCounter(NetworkNamespace host, string hook, int httpPort, string counted)
    {
        _host = host;
        Firewall.Load(host, $$"""
            table inet lab {
              counter probes { }
              chain lab {
                type filter hook {{hook}} priority 0;
                tcp sport {{httpPort}} accept
                {{counted}} counter name probes
              }
            }
            """);
    }

    /// <summary>Starts to count what reaches the client, replacing its firewall.</summary>
    /// <inheritdoc cref="PacketCounter(NetworkNamespace, Side, int)"/>
    public static PacketCounter OfArrivals(NetworkNamespace client, Side side, int httpPort) =>
        new(client, "input", httpPort, $"{side.Nft} saddr {side.Server}");

    /// <summary>The packets so far.</summary>
    public long Read() => long.Parse(
        Packets().Match(_host.RunIn("nft", ["list", "counter", "inet", "lab", "probes"]).Succeeded().Output).Groups["n"].Value,
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"packets (?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Packets();
}
