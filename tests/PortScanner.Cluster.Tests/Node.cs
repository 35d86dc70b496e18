using System.Security.Cryptography;

using PortScanner.Cluster.Keys;

namespace PortScanner.Cluster.Tests;

/// <summary>Nodes with keys of their own.</summary>
internal static class Node
{
    /// <summary>Makes a node.</summary>
    public static NodeIdentity Named(string name) => NodeIdentity.FromPem(name, NewKey());

    /// <summary>A new key in PEM.</summary>
    public static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Who believes these nodes.</summary>
    public static PeerKeys Believed(params NodeIdentity[] nodes)
    {
        var errors = new List<string>();
        var keys = PeerKeys.Read(nodes.ToDictionary(node => node.Name, node => node.PublicKey, StringComparer.Ordinal), "Cluster:Testers", errors);
        Assert.Empty(errors);
        return keys;
    }
}
