namespace PortScanner.Lab.Network;

/// <summary>A server and a client with a router between them, on both families; each a namespace of its own.</summary>
public sealed class ThreeHosts : IDisposable
{
    private static int s_count;

    /// <summary>Builds the network; names hold the process id, so that test runs do not meet.</summary>
    public ThreeHosts()
    {
        var prefix = $"ps-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
        Server = NetworkNamespace.Create(prefix + "-srv");
        Router = NetworkNamespace.Create(prefix + "-rtr");
        Client = NetworkNamespace.Create(prefix + "-cli");

        try
        {
            Connect();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where the program runs.</summary>
    public NetworkNamespace Server { get; }

    /// <summary>The router between.</summary>
    public NetworkNamespace Router { get; }

    /// <summary>The visitor.</summary>
    public NetworkNamespace Client { get; }

    /// <summary>Takes the limits off the ICMP errors of the router and the client; a new namespace has the kernel's own.</summary>
    public void LiftIcmpLimits()
    {
        foreach (var host in (NetworkNamespace[])[Router, Client])
        {
            host.SetSysctl("net/ipv4/icmp_ratelimit", 0);
            host.SetSysctl("net/ipv4/icmp_msgs_per_sec", 1_000_000);
            host.SetSysctl("net/ipv4/icmp_msgs_burst", 1_000_000);
            host.SetSysctl("net/ipv6/icmp/ratelimit", 0);
        }
    }

    /// <summary>Deletes the three namespaces.</summary>
    public void Dispose()
    {
        Server.Dispose();
        Router.Dispose();
        Client.Dispose();
    }

    private void Connect()
    {
        Server.Configure($"link add wan type veth peer name srv netns {Router.Name}");
        Client.Configure($"link add wan type veth peer name cli netns {Router.Name}");
        Router.Configure("""
            addr add 203.0.113.254/24 dev srv
            addr add 198.51.100.254/24 dev cli
            addr add 2001:db8:1::fe/64 dev srv nodad
            addr add 2001:db8:2::fe/64 dev cli nodad
            link set srv up
            link set cli up
            """);
        Server.Configure(Host("203.0.113.1/24", "2001:db8:1::1/64", "203.0.113.254", "2001:db8:1::fe"));
        Client.Configure(Host("198.51.100.2/24", "2001:db8:2::2/64", "198.51.100.254", "2001:db8:2::fe"));
        Router.SetSysctl("net/ipv4/ip_forward", 1);
        Router.SetSysctl("net/ipv6/conf/all/forwarding", 1);
    }

    private static string Host(string address4, string address6, string gateway4, string gateway6) => $"""
        addr add {address4} dev wan
        addr add {address6} dev wan nodad
        link set wan up
        route add default via {gateway4}
        route add ::/0 via {gateway6}
        """;
}
