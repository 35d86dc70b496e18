namespace PortScanner.Lab.Network;

/// <summary>A namespace's nftables rules.</summary>
public static class Firewall
{
    /// <summary>Replaces all rules of the host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="hook">Where the rules look: <c>input</c>, <c>forward</c> or <c>output</c>.</param>
    /// <param name="side">The family that they are for.</param>
    /// <param name="rules">The rules, one a line.</param>
    public static void Set(NetworkNamespace host, string hook, Side side, string rules) =>
        Set(host, hook, side.Nft, rules);

    /// <summary>Replaces all rules of the host by rules for both families.</summary>
    /// <inheritdoc cref="Set(NetworkNamespace, string, Side, string)"/>
    public static void Set(NetworkNamespace host, string hook, string rules) => Set(host, hook, "inet", rules);

    private static void Set(NetworkNamespace host, string hook, string table, string rules) =>
        Load(host, $$"""
            table {{table}} lab {
              chain lab {
                type filter hook {{hook}} priority 0;
                {{rules}}
              }
            }
            """);

    /// <summary>Replaces all rules of the host by a whole rule set.</summary>
    public static void Load(NetworkNamespace host, string ruleset) =>
        host.RunIn("nft", ["-f", "-"], "flush ruleset\n" + ruleset + "\n").Succeeded();

    /// <summary>Takes all rules away.</summary>
    public static void Clear(NetworkNamespace host) => Load(host, "");
}
