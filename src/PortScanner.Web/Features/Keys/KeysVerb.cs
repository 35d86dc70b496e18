using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;
using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.Keys;

/// <summary>
/// <c>keys --Role=web|tester new NAME</c>: makes the secrets of a node, in files that only their owner can read, and prints what the node, the others
/// and the broker must be told, in which nothing is secret. It overwrites nothing, and reads no settings, since there may be none yet.
/// </summary>
internal static class KeysVerb
{
    private const string New = "new";

    /// <summary>Makes them, and prints.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ConfigurationException">The command line is wrong, or a file is there already or cannot be written.</exception>
    public static int Run(CommandLine line, TextWriter output)
    {
        if (line.Errors.Count > 0)
        {
            throw new ConfigurationException(line.Errors);
        }

        var name = Name(line.Fields);
        var role = Role(line.Settings);
        if (line.Has(Switch.LimitSecret) && role != ProcessRole.Web)
        {
            throw new ConfigurationException([$"{Switch.LimitSecret.Name} is for web nodes, which count visitors; a tester has no use for it."]);
        }

        var secrets = NodeSecrets.New();
        var files = new SecretFiles(line.ValueOf(Switch.Folder) ?? Directory.GetCurrentDirectory());
        files.Add($"{name}.nkey", secrets.Login.Seed);
        files.Add($"{name}.pem", secrets.SigningKey);
        if (line.Has(Switch.LimitSecret))
        {
            files.Add("limit-secret", NodeSecrets.NewLimitSecret());
        }

        files.Write();
        KeysListing.Write(output, new NewNode(name, role, secrets.Login, secrets.PublicKey, files.Paths));
        return 0;
    }

    private static string Name(IReadOnlyList<string> words)
    {
        if (words is not [New, var name])
        {
            throw new ConfigurationException([$"{Verb.Keys.Name} takes two words: {Verb.Keys.Name} {New} NAME, such as {Verb.Keys.Name} --Role=tester {New} t1."]);
        }

        return NodeName.IsOne(name) ? name : throw new ConfigurationException([$"\"{name}\" is no name of a node; allowed is {NodeName.Rule}."]);
    }

    private static ProcessRole Role(IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        const string Which = $"{nameof(SiteOptions.Role)} must be web or tester, as the broker gives each its own rights";
        if (settings.FirstOrDefault(setting => !setting.Key.Equals(nameof(SiteOptions.Role), StringComparison.OrdinalIgnoreCase)) is { Key: { } other })
        {
            throw new ConfigurationException([$"{Verb.Keys.Name} reads no setting but {nameof(SiteOptions.Role)}; leave --{other} out."]);
        }

        var role = settings.Count == 0 ? ProcessRole.All : ProcessRoles.Of(settings[^1].Value);
        return role != ProcessRole.All ? role : throw new ConfigurationException([$"{Which}: {Verb.Keys.Name} --Role=web {New} NAME, or --Role=tester."]);
    }
}
