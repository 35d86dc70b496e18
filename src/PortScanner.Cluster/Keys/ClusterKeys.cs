using System.Diagnostics.CodeAnalysis;
using System.Security;
using System.Security.Cryptography;

using PortScanner.Cluster.Options;

namespace PortScanner.Cluster.Keys;

/// <summary>All keys of a node, read from its settings.</summary>
/// <param name="Node">Who this node is.</param>
/// <param name="WebNodes">The web nodes.</param>
/// <param name="Testers">The testers.</param>
public sealed record ClusterKeys(NodeIdentity Node, PeerKeys WebNodes, PeerKeys Testers) : IDisposable
{
    /// <summary>Reads them.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="errors">Where a sentence that names the setting is added for each that is wrong.</param>
    /// <returns>Null if one is wrong.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "What is returned owns them; else they are disposed of.")]
    public static ClusterKeys? Read(ClusterOptions options, ICollection<string> errors)
    {
        var before = errors.Count;
        if (!NodeName.IsOne(options.Node))
        {
            errors.Add($"Cluster:Node is \"{options.Node}\"; allowed is {NodeName.Rule}.");
        }

        var node = ReadNode(options, errors);
        var webNodes = PeerKeys.Read(options.WebNodes, "Cluster:WebNodes", errors);
        var testers = PeerKeys.Read(options.Testers, "Cluster:Testers", errors);
        if (node is not null && errors.Count == before)
        {
            return new ClusterKeys(node, webNodes, testers);
        }

        node?.Dispose();
        webNodes.Dispose();
        testers.Dispose();
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Node.Dispose();
        WebNodes.Dispose();
        Testers.Dispose();
    }

    private static NodeIdentity? ReadNode(ClusterOptions options, ICollection<string> errors)
    {
        if (options.SigningKeyFile is not { Length: > 0 } file)
        {
            errors.Add("Cluster:SigningKeyFile is missing: the file with this node's key, as portscanner keys new makes it.");
            return null;
        }

        try
        {
            return NodeIdentity.FromPem(options.Node ?? string.Empty, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            errors.Add($"Cluster:SigningKeyFile, {file}, cannot be read.");
        }
        catch (CryptographicException)
        {
            errors.Add($"Cluster:SigningKeyFile, {file}, holds no ECDSA P-256 key in PEM, as portscanner keys new makes it.");
        }

        return null;
    }
}
