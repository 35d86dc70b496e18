using PortScanner.Lab.Documentation;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Proxies;

/// <summary>Proxies that nobody ships a site for, with what the guide says.</summary>
public static class GuidedProxies
{
    /// <summary>HAProxy's Debian package, and the program.</summary>
    public const string Haproxy = "haproxy";

    /// <summary>Caddy's, likewise.</summary>
    public const string Caddy = "caddy";

    /// <summary>Starts HAProxy that speaks HTTP.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="files">Its folder.</param>
    /// <param name="replacements">What is otherwise than in the guide.</param>
    public static Command StartHaproxy(NetworkNamespace host, ProxyFiles files, params IEnumerable<(string From, string To)> replacements)
    {
        files.Write("site.pem", File.ReadAllText(files.Path("certificate.pem")) + File.ReadAllText(files.Path("key.pem")));
        var configuration = ProxyGuide.Block(
            "haproxy-http", [("/etc/haproxy/scan.example.org.pem", files.Path("site.pem")), ("PUT-THE-SECRET-HERE", ProxyFiles.Secret), .. replacements]);
        return host.StartIn(Haproxy, ["-db", "-f", files.Write("haproxy.cfg", configuration)]);
    }

    /// <summary>Starts Caddy.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="files">Its folder.</param>
    public static Command StartCaddy(NetworkNamespace host, ProxyFiles files)
    {
        var configuration = ProxyGuide.Block(
            "caddyfile",
            ("PUT-THE-SECRET-HERE", ProxyFiles.Secret),
            ("    log {", "    admin off\n    auto_https off\n    log {"),
            ("scan.example.org {", $"https://scan.example.org {{\n    tls {files.Path("certificate.pem")} {files.Path("key.pem")}"));
        return host.StartIn(
            Caddy, ["run", "--config", files.Write("Caddyfile", configuration), "--adapter", "caddyfile"],
            environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = files.Folder, ["XDG_DATA_HOME"] = files.Folder, ["XDG_CONFIG_HOME"] = files.Folder });
    }
}
