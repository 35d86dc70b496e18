using PortScanner.Cluster.Bus;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Keys;

/// <summary>A node whose keys were just made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is.</param>
/// <param name="Login">Its login at the broker.</param>
/// <param name="PublicKey">What the others know it by.</param>
/// <param name="Files">Its files: the login's seed, the signing key, and where it was asked for, the secret of all web nodes.</param>
internal sealed record NewNode(string Name, ProcessRole Role, BrokerUser Login, string PublicKey, IReadOnlyList<string> Files);

/// <summary>What is printed of new keys: who must be told what. Nothing in it is secret.</summary>
internal static class KeysListing
{
    /// <summary>Prints.</summary>
    public static void Write(TextWriter output, NewNode node)
    {
        var isWeb = node.Role == ProcessRole.Web;
        var rights = isWeb ? NodeRights.OfWebNode(node.Name) : NodeRights.OfTester(node.Name);
        var (kind, others, section) = isWeb ? ("web node", "tester", "WebNodes") : ("tester", "web node", "Testers");
        var limitSecret = node.Files is [_, _, var path] ? $",\n    \"LimitSecretFile\": \"{path}\"" : "";
        output.Write(
            $$"""
            Made for the {{kind}} {{node.Name}}, and for its machine alone:
            {{string.Join('\n', node.Files.Select(file => $"  {file}"))}}

            Its own settings, beside Cluster:Bus and Cluster:{{(isWeb ? "Testers" : "WebNodes")}}:
              "Role": "{{(isWeb ? "web" : "tester")}}",
              "Cluster": {
                "Node": "{{node.Name}}",
                "NKeyFile": "{{node.Files[0]}}",
                "SigningKeyFile": "{{node.Files[1]}}"{{limitSecret}}
              }

            The settings of every {{others}}, in "Cluster": { "{{section}}": { … } }{{(isWeb ? ", and of every other web node" : "")}}:
              "{{node.Name}}": "{{node.PublicKey}}"

            The broker's users.conf, in users: [ … ]
            {{node.Login.Entry(node.Name, rights)}}

            """.ReplaceLineEndings("\n"));
    }
}
