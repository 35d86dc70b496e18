namespace PortScanner.Lab.Network;

/// <summary>Interfaces that a packet to the server climbs one after the other, as on machines with guests, before IP gets it from the last, "top".</summary>
/// <param name="Name">What they are.</param>
/// <param name="Build">The commands of <c>ip</c> that build them on "wan".</param>
/// <param name="Remove">Those that take them away.</param>
public sealed record Layering(string Name, string Build, string Remove)
{
    /// <summary>What is tried. The kernel treats VLANs and bonds as it treats these, but not each kernel has them.</summary>
    public static IReadOnlyList<Layering> All { get; } =
    [
        new("bridge", "link add top type bridge\nlink set wan master top", "link del top"),
        new("bridge with an address of its own", "link add top address 02:00:00:00:00:99 type bridge\nlink set wan master top", "link del top"),
        new("macvlan", "link add top link wan type macvlan mode bridge", "link del top"),
        new(
            "macvlan on a bridge",
            "link add lower type bridge\nlink set wan master lower\nlink set lower up\nlink add top link lower type macvlan mode bridge",
            "link del lower"),
        new(
            "veth pair behind a bridge",
            "link add lower type bridge\nlink set wan master lower\nlink set lower up\nlink add port type veth peer name top\nlink set port master lower\nlink set port up",
            "link del port\nlink del lower"),
    ];

    /// <summary>Puts the server's addresses on top.</summary>
    public void Lay(ThreeHosts hosts)
    {
        hosts.Server.Configure(Build);
        Move(hosts, "wan", "top");
    }

    /// <summary>Puts them back.</summary>
    public void Clear(ThreeHosts hosts)
    {
        Move(hosts, "top", "wan");
        hosts.Server.Configure(Remove);
    }

    private static void Move(ThreeHosts hosts, string from, string to)
    {
        hosts.Server.Configure($"""
            addr del {Side.V4.Server}/24 dev {from}
            addr del {Side.V6.Server}/64 dev {from}
            addr add {Side.V4.Server}/24 dev {to}
            addr add {Side.V6.Server}/64 dev {to} nodad
            link set {to} up
            route replace default via {Side.V4.RouterToServer}
            route replace ::/0 via {Side.V6.RouterToServer}
            """);

        // Each interface has a link-layer address of its own.
        hosts.Router.Configure("neigh flush dev srv");
    }
}
