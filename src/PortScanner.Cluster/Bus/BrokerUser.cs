using NATS.NKeys;

namespace PortScanner.Cluster.Bus;

/// <summary>A node's login at the broker: an nkey, of which the broker has the public half, and the node the seed.</summary>
/// <param name="Seed">The secret, one word that begins with SU.</param>
/// <param name="PublicKey">What the broker knows the node by, one word that begins with U.</param>
public sealed record BrokerUser(string Seed, string PublicKey)
{
    /// <summary>Makes a login.</summary>
    public static BrokerUser New()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        return new BrokerUser(pair.GetSeed(), pair.GetPublicKey());
    }

    /// <summary>The entry for the broker's list of users.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="rights">What it may say and hear.</param>
    public string Entry(string name, NodeRights rights) =>
        $$"""
          # {{name}}
          { nkey: {{PublicKey}}
            permissions: {
              publish: { allow: [{{Written(rights.Publish)}}] }
              subscribe: { allow: [{{Written(rights.Subscribe)}}] } } }
        """;

    private static string Written(IEnumerable<string> subjects) => string.Join(", ", subjects.Select(subject => $"\"{subject}\""));
}
