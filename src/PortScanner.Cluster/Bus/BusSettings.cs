using System.Net;
using System.Security;

using NATS.NKeys;

using PortScanner.Cluster.Options;

namespace PortScanner.Cluster.Bus;

/// <summary>Where the broker is, and how this node logs in.</summary>
/// <param name="Node">This node's name.</param>
/// <param name="Servers">The broker's servers.</param>
/// <param name="Seed">The seed of its nkey; null for no login.</param>
/// <param name="CaFile">The certificates that sign the broker's; null for those that the system trusts.</param>
public sealed record BusSettings(string Node, IReadOnlyList<Uri> Servers, string? Seed, string? CaFile)
{
    private const string Encrypted = "tls";
    private const string Clear = "nats";
    private const int UsualPort = 4222;

    /// <summary>Whether all is encrypted on its way.</summary>
    internal bool IsEncrypted => Servers.All(server => server.Scheme == Encrypted);

    /// <summary>Reads them.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="errors">Where a sentence that names the setting is added for each that is wrong.</param>
    public static BusSettings Read(ClusterOptions options, ICollection<string> errors)
    {
        var servers = new List<Uri>();
        foreach (var text in options.Bus)
        {
            if (TryReadServer(text) is { } server)
            {
                servers.Add(server);
            }
            else
            {
                errors.Add($"Cluster:Bus has \"{text}\"; allowed is tls://HOST:PORT, and nats://HOST:PORT where HOST is a loopback address.");
            }
        }

        if (servers.Select(server => server.Scheme).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            errors.Add("Cluster:Bus mixes tls:// with nats://; all servers of a broker are of one kind.");
        }

        if (options.CaFile is { Length: > 0 } file && !File.Exists(file))
        {
            errors.Add($"Cluster:CaFile, {file}, is not there.");
        }

        return new BusSettings(options.Node ?? string.Empty, servers, ReadSeed(options, servers, errors), options.CaFile is { Length: > 0 } ca ? ca : null);
    }

    /// <summary>The public key of the login; null for none.</summary>
    internal string? PublicKey()
    {
        using var pair = Seed is null ? null : KeyPair.FromSeed(Seed);
        return pair?.GetPublicKey();
    }

    private static Uri? TryReadServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "", AbsolutePath: "" or "/" }
        && (uri.Scheme == Encrypted || (uri.Scheme == Clear && IsLoopback(uri)))
            ? new UriBuilder(uri.Scheme, uri.Host, uri.Port > 0 ? uri.Port : UsualPort).Uri
            : null;

    private static bool IsLoopback(Uri uri) => IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address);

    private static string? ReadSeed(ClusterOptions options, List<Uri> servers, ICollection<string> errors)
    {
        if (options.NKeyFile is not { Length: > 0 } file)
        {
            if (servers.Exists(server => server.Scheme == Encrypted))
            {
                errors.Add("Cluster:NKeyFile is missing: the file with the seed of this node's login, as portscanner keys new makes it.");
            }

            return null;
        }

        try
        {
            var seed = File.ReadAllText(file).Trim();
            using var pair = KeyPair.FromSeed(seed);
            return pair.GetPublicKey().StartsWith('U') ? seed : throw new FormatException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            errors.Add($"Cluster:NKeyFile, {file}, cannot be read.");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or NKeysException or IndexOutOfRangeException)
        {
            errors.Add($"Cluster:NKeyFile, {file}, holds no seed of a user (SU...), as portscanner keys new makes it.");
        }

        return null;
    }
}
