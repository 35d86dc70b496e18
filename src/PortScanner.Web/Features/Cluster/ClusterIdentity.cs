using System.Security.Cryptography;

using PortScanner.Cluster.Options;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Cluster;

/// <summary>Checks who a node says it is, and whom it believes.</summary>
internal static class ClusterIdentity
{
    private const int LongestName = 32;
    private const int KeyBits = 256;

    /// <summary>Checks names, keys and files.</summary>
    /// <param name="options">The options.</param>
    /// <param name="role">What the process is.</param>
    /// <param name="errors">Where a sentence is added for each thing that is wrong.</param>
    public static void Check(ClusterOptions options, ProcessRole role, ICollection<string> errors)
    {
        CheckName("Cluster:Node", options.Node, errors);
        CheckKeys("Cluster:WebNodes", options.WebNodes, errors);
        CheckKeys("Cluster:Testers", options.Testers, errors);
        foreach (var name in options.WebNodes.Keys.Intersect(options.Testers.Keys, StringComparer.Ordinal))
        {
            errors.Add($"Cluster:WebNodes and Cluster:Testers both have \"{name}\"; a node is one of the two.");
        }

        // Whoever stole a tester would be a web node besides.
        foreach (var key in options.WebNodes.Concat(options.Testers).GroupBy(node => node.Value, StringComparer.Ordinal).Where(key => key.Count() > 1))
        {
            errors.Add($"Cluster:WebNodes and Cluster:Testers have one key for {string.Join(" and ", key.Select(node => node.Key))}; each node has its own.");
        }

        var known = role == ProcessRole.Web ? options.WebNodes : options.Testers;
        var others = role == ProcessRole.Web ? options.Testers : options.WebNodes;
        if (options.Node is { } node && known.Count > 0 && !known.ContainsKey(node) && others.ContainsKey(node))
        {
            errors.Add($"Cluster:Node is \"{node}\", which is a node of the other role.");
        }

        CheckFile("Cluster:SigningKeyFile", options.SigningKeyFile, isSecret: true, isNeeded: true, errors);
        CheckFile("Cluster:NKeyFile", options.NKeyFile, isSecret: true, isNeeded: false, errors);
        CheckFile("Cluster:LimitSecretFile", options.LimitSecretFile, isSecret: true, isNeeded: false, errors);
        CheckFile("Cluster:CaFile", options.CaFile, isSecret: false, isNeeded: false, errors);
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static void CheckName(string setting, string? name, ICollection<string> errors)
    {
        if (name is null || !IsName(name))
        {
            errors.Add($"{setting} is {(name is null ? "missing" : $"\"{name}\"")}; allowed is a name of 1 to {LongestName} of a-z, 0-9 and the hyphen.");
        }
    }

    private static void CheckKeys(string setting, IReadOnlyDictionary<string, string> keys, ICollection<string> errors)
    {
        foreach (var (name, key) in keys)
        {
            CheckName($"A name in {setting}", name, errors);
            if (!IsKey(key))
            {
                errors.Add($"{setting}:{name} is no public key; allowed is one of P-256 in Base64, as portscanner keys new NAME prints it.");
            }
        }
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            return read == length && key.KeySize == KeyBits && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void CheckFile(string setting, string? path, bool isSecret, bool isNeeded, ICollection<string> errors)
    {
        if (path is null)
        {
            if (isNeeded)
            {
                errors.Add($"{setting} is missing; portscanner keys new NAME makes it.");
            }

            return;
        }

        try
        {
            using var file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{setting} is \"{path}\", which cannot be read: {e.Message}");
            return;
        }

        if (isSecret && FileSecrecy.Exposure(path) is { } exposure)
        {
            errors.Add($"{setting} is \"{path}\", and {exposure}. chmod 600 {path}");
        }
    }
}
