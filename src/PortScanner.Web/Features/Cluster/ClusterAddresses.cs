using System.Net;

namespace PortScanner.Web.Features.Cluster;

/// <summary>Checks where the broker's servers are said to be.</summary>
internal static class ClusterAddresses
{
    private const string Encrypted = "tls";
    private const string Plain = "nats";

    /// <summary>Checks the entries of <c>Cluster:Bus</c>.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="errors">Where a sentence is added for each that is wrong.</param>
    public static void Check(IReadOnlyList<string> entries, ICollection<string> errors)
    {
        foreach (var entry in entries)
        {
            if (WhyWrong(entry) is { } complaint)
            {
                errors.Add($"Cluster:Bus: \"{entry}\" {complaint}");
            }
        }
    }

    // Whoever reads along learns who asks how often, and could cut it off, though not what is asked.
    private static string? WhyWrong(string entry)
    {
        if (!Uri.TryCreate(entry, UriKind.Absolute, out var server) || server.Scheme is not (Encrypted or Plain) || server.Host.Length == 0 || server.PathAndQuery is not ("" or "/"))
        {
            return "is no server; allowed is one such as tls://bus.example.org:4222.";
        }

        return server.UserInfo.Length > 0 ? "has a user in it; a node logs in by Cluster:NKeyFile alone."
            : server.Scheme == Plain && !IsLoopback(server) ? "is not encrypted; allowed is tls://, and nats:// on this machine alone."
            : null;
    }

    private static bool IsLoopback(Uri server) => server.Host == "localhost" || (IPAddress.TryParse(server.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
