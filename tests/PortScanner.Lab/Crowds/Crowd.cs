using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Crowds;

/// <summary>Lets the client stand for thousands of hosts of every <see cref="CrowdHost"/> kind.</summary>
public static class Crowd
{
    /// <summary>How many hosts of a kind there are.</summary>
    public const int MostOfAKind = 1010;

    /// <summary>The settings that let them be scanned.</summary>
    public static IReadOnlyList<string> Allow { get; } =
        ["--Admission:AllowNetworks:0=198.18.0.0/15", "--Admission:AllowNetworks:1=2001:db8::/32"];

    /// <summary>Gives the client all addresses of the networks.</summary>
    public static void Gather(ThreeHosts hosts)
    {
        hosts.LiftIcmpLimits();
        foreach (var host in CrowdHost.All)
        {
            // A route would do on IPv4. On IPv6 it would let errors leave from the host's first address instead of the one that was asked.
            hosts.Client.Configure($"route add local {host.Network(Side.V4)} dev lo");
            hosts.Client.Configure(string.Join('\n', Enumerable.Range(0, MostOfAKind).Select(i => $"addr add {host.Address(Side.V6, i)}/128 dev lo nodad")));
            hosts.Router.Configure(
                $"route add {host.Network(Side.V4)} via {Side.V4.Client}\nroute add {host.Network(Side.V6)} via {Side.V6.Client}");
        }
    }

    /// <summary>Gives each kind of host its firewall.</summary>
    /// <param name="client">The host that stands for all.</param>
    /// <param name="errorsPerSecond">
    /// How many ICMP errors each host sends a second, six at once; null for no limit. Told by address, since the kernel's own limit counts
    /// by destination, which is the same for all of them.
    /// </param>
    public static void Guard(NetworkNamespace client, int? errorsPerSecond) =>
        Firewall.Load(client, $$"""
            table inet lab {
              set errors4 { type ipv4_addr; flags dynamic; size 8192; }
              set errors6 { type ipv6_addr; flags dynamic; size 8192; }
              chain in {
                type filter hook input priority 0;
                tcp sport {{ShippedProgram.Port}} accept
                {{Input(Side.V4)}}
                {{Input(Side.V6)}}
              }
              chain out {
                type filter hook output priority 0;
                {{Limit(Side.V4, "icmp type destination-unreachable", errorsPerSecond)}}
                {{Limit(Side.V6, "icmpv6 type destination-unreachable", errorsPerSecond)}}
              }
            }
            """);

    private static string Input(Side side) => $"""
        {side.Nft} daddr {CrowdHost.Silent.Network(side)} drop
        {side.Nft} daddr {CrowdHost.Rejecting.Network(side)} reject with {(side.IsV6 ? "icmpv6" : "icmp")} type admin-prohibited
        """;

    private static string Limit(Side side, string errors, int? perSecond) => perSecond is null
        ? ""
        : $$"""{{errors}} update @errors{{(side.IsV6 ? 6 : 4)}} { {{side.Nft}} saddr limit rate over {{perSecond}}/second burst 6 packets } drop""";
}
