using PortScanner.Lab.Program;

namespace PortScanner.Lab.Network;

/// <summary>The nftables guard that ships, on the lab's interface.</summary>
internal static class EgressGuard
{
    private const string ShippedInterface = "\"eth0\"";

    /// <summary>The file as it ships.</summary>
    public static string Shipped { get; } = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "deploy/nftables/egress-guard.nft"));

    /// <summary>Replaces all rules of the host by the guard.</summary>
    /// <param name="host">The tester's host.</param>
    /// <param name="more">Further rules, such as what an operator allows.</param>
    public static void Set(NetworkNamespace host, string more = "") =>
        Firewall.Load(host, Shipped.Replace(ShippedInterface, "\"wan\"", StringComparison.Ordinal) + more);

    /// <summary>The rule that lets probes to the lab's clients pass.</summary>
    public static string AllowTheLab { get; } = """
        add element netdev portscanner allowed_ipv4 { 198.51.100.0/24 }
        add element netdev portscanner allowed_ipv6 { 2001:db8::/32 }

        """;
}
