namespace PortScanner.Lab.Network;

/// <summary>An IPv6 prefix of the server's own, for probes to leave from.</summary>
public static class ProbePrefix
{
    /// <summary>The prefix.</summary>
    public const string Network = "2001:db8:1:aa::/64";

    /// <summary>What tells the program of it.</summary>
    public const string Setting = $"--Engine:SourcePrefix={Network}";

    /// <summary>Brings it to the server.</summary>
    public static void Route(ThreeHosts hosts)
    {
        hosts.Server.Configure($"route add local {Network} dev lo");
        hosts.Router.Configure($"route add {Network} via {Side.V6.Server}");
    }
}
