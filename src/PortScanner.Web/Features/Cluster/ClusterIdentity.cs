using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Options;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Cluster;

/// <summary>Checks who a node says it is, and whom it believes.</summary>
internal static class ClusterIdentity
{
    /// <summary>Checks names, keys and files.</summary>
    /// <param name="options">The options.</param>
    /// <param name="role">What the process is.</param>
    /// <param name="errors">Where a sentence is added for each thing that is wrong.</param>
    public static void Check(ClusterOptions options, ProcessRole role, ICollection<string> errors)
    {
        ClusterKeys.Read(options, errors)?.Dispose();
        BusSettings.Read(options, errors);
        foreach (var name in options.WebNodes.Keys.Intersect(options.Testers.Keys, StringComparer.Ordinal))
        {
            errors.Add($"Cluster:WebNodes and Cluster:Testers both have \"{name}\"; a node is one of the two.");
        }

        // Whoever stole a tester would be a web node besides.
        foreach (var (name, key) in options.Testers.Where(tester => options.WebNodes.Values.Contains(tester.Value, StringComparer.Ordinal)))
        {
            errors.Add($"Cluster:WebNodes and Cluster:Testers have one key for {options.WebNodes.First(node => node.Value == key).Key} and {name}; each node has its own.");
        }

        var known = role == ProcessRole.Web ? options.WebNodes : options.Testers;
        var others = role == ProcessRole.Web ? options.Testers : options.WebNodes;
        if (options.Node is { } node && known.Count > 0 && !known.ContainsKey(node) && others.ContainsKey(node))
        {
            errors.Add($"Cluster:Node is \"{node}\", which is a node of the other role.");
        }

        CheckSecrecy("Cluster:SigningKeyFile", options.SigningKeyFile, errors);
        CheckSecrecy("Cluster:NKeyFile", options.NKeyFile, errors);
        CheckSecrecy("Cluster:LimitSecretFile", options.LimitSecretFile, errors);
    }

    private static void CheckSecrecy(string setting, string? path, ICollection<string> errors)
    {
        if (path is not null && FileSecrecy.ExposureOfNamed(path) is { } exposure)
        {
            errors.Add($"{setting} is \"{path}\", and {exposure}. chmod 600 {path}");
        }
    }
}
