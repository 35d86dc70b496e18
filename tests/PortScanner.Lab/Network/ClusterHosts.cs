namespace PortScanner.Lab.Network;

/// <summary>
/// The machines of a cluster, each a namespace with an address of its own in each family, and one router between them and the visitor, who is the
/// client of the other labs. The first web node has the address of those labs' server.
/// </summary>
public sealed class ClusterHosts : IDisposable
{
    /// <summary>How many testers there are.</summary>
    public const int TesterCount = 3;

    /// <summary>The networks of all machines but the visitor's.</summary>
    public static readonly IReadOnlyList<string> OwnNetworks = ["192.0.2.0/24", "203.0.113.0/24", "2001:db8:1::/48"];

    private static int s_count;

    private readonly List<NetworkNamespace> _all = [];

    /// <summary>Builds the network.</summary>
    public ClusterHosts()
    {
        var prefix = $"psc-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        try
        {
            Router = Create("rtr");
            Router.SetSysctl("net/ipv4/ip_forward", 1);
            Router.SetSysctl("net/ipv6/conf/all/forwarding", 1);
            Client = Attach("cli", "198.51.100.2/24", "198.51.100.254", "2001:db8:2::2/64", "2001:db8:2::fe");
            WebNodes =
            [
                Attach("w1", "203.0.113.1/24", "203.0.113.254", "2001:db8:1::1/64", "2001:db8:1::fe"),
                Attach("w2", "192.0.2.34/28", "192.0.2.33", "2001:db8:1:2::1/64", "2001:db8:1:2::fe"),
            ];
            Hub = Attach("hub", "192.0.2.2/28", "192.0.2.1", "2001:db8:1:1::1/64", "2001:db8:1:1::fe");
            Testers = [.. Enumerable.Range(1, TesterCount).Select(number => Attach(
                $"t{number}", $"{AddressOfTester(number)}/28", $"192.0.2.{49 + (16 * (number - 1))}", $"2001:db8:1:1{number}::1/64", $"2001:db8:1:1{number}::fe"))];
            Reflector = Attach("rfl", "192.0.2.98/28", "192.0.2.97", "2001:db8:1:3::1/64", "2001:db8:1:3::fe");
        }
        catch
        {
            Dispose();
            throw;
        }

        NetworkNamespace Create(string name)
        {
            var created = NetworkNamespace.Create($"{prefix}-{name}");
            _all.Add(created);
            return created;
        }

        NetworkNamespace Attach(string name, string address4, string gateway4, string address6, string gateway6)
        {
            var host = Create(name);
            host.Configure($"link add wan type veth peer name {name} netns {Router.Name}");
            Router.Configure($"""
                addr add {gateway4}/{address4.Split('/')[1]} dev {name}
                addr add {gateway6}/64 dev {name} nodad
                link set {name} up
                """);
            host.Configure($"""
                addr add {address4} dev wan
                addr add {address6} dev wan nodad
                link set wan up
                route add default via {gateway4}
                route add ::/0 via {gateway6}
                """);
            return host;
        }
    }

    /// <summary>The router between all.</summary>
    public NetworkNamespace Router { get; }

    /// <summary>The visitor.</summary>
    public NetworkNamespace Client { get; }

    /// <summary>The web nodes.</summary>
    public IReadOnlyList<NetworkNamespace> WebNodes { get; }

    /// <summary>Where the broker runs, and a database may.</summary>
    public NetworkNamespace Hub { get; }

    /// <summary>The testers.</summary>
    public IReadOnlyList<NetworkNamespace> Testers { get; }

    /// <summary>A machine of the operator's own that answers on closed ports.</summary>
    public NetworkNamespace Reflector { get; }

    /// <summary>The broker's address.</summary>
    public static string AddressOfHub => "192.0.2.2";

    /// <summary>The reflector's addresses.</summary>
    public static IReadOnlyList<string> AddressesOfReflector { get; } = ["192.0.2.98", "2001:db8:1:3::1"];

    /// <summary>A tester's address of IPv4.</summary>
    /// <param name="number">From 1 on.</param>
    public static string AddressOfTester(int number) => $"192.0.2.{50 + (16 * (number - 1))}";

    /// <summary>A tester's address of IPv6.</summary>
    /// <param name="number">From 1 on.</param>
    public static string AddressOfTester6(int number) => $"2001:db8:1:1{number}::1";

    /// <summary>Takes the limits off the ICMP errors of the visitor.</summary>
    public void LiftIcmpLimits()
    {
        foreach (var host in (NetworkNamespace[])[Router, Client, Reflector])
        {
            host.SetSysctl("net/ipv4/icmp_ratelimit", 0);
            host.SetSysctl("net/ipv4/icmp_msgs_per_sec", 1_000_000);
            host.SetSysctl("net/ipv4/icmp_msgs_burst", 1_000_000);
            host.SetSysctl("net/ipv6/icmp/ratelimit", 0);
        }
    }

    /// <summary>Pulls the cable of a machine, or puts it in again.</summary>
    /// <param name="name">The machine's: w1, w2, hub, t1 to t3.</param>
    /// <param name="isIn">Whether it is in.</param>
    public void SetCable(string name, bool isIn) => Router.Configure($"link set {name} {(isIn ? "up" : "down")}");

    /// <summary>Deletes the namespaces.</summary>
    public void Dispose() => _all.ForEach(host => host.Dispose());
}
