namespace PortScanner.Lab.Network;

/// <summary>A fourth host behind the router, who sends from addresses of his own.</summary>
public sealed class Stranger : IDisposable
{
    private readonly NetworkNamespace _router;

    /// <summary>Connects him.</summary>
    public Stranger(ThreeHosts hosts)
    {
        _router = hosts.Router;
        Host = NetworkNamespace.Create(hosts.Router.Name + "-str");
        Host.Configure($"link add wan type veth peer name str netns {_router.Name}");
        _router.Configure("""
            addr add 192.0.2.254/24 dev str
            addr add 2001:db8:3::fe/64 dev str nodad
            link set str up
            """);
        Host.Configure("""
            addr add 192.0.2.66/24 dev wan
            addr add 2001:db8:3::66/64 dev wan nodad
            link set wan up
            """);
    }

    /// <summary>His machine.</summary>
    public NetworkNamespace Host { get; }

    /// <summary>Takes his machine down.</summary>
    public void Dispose()
    {
        Host.Dispose();
        Command.Run("ip", ["-n", _router.Name, "link", "del", "str"]);
    }
}
