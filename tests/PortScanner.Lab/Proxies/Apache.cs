using PortScanner.Lab.Network;

namespace PortScanner.Lab.Proxies;

/// <summary>The real Apache with the shipped site.</summary>
public static class Apache
{
    /// <summary>The Debian package, and the program.</summary>
    public const string Program = "apache2";

    // Those that deploy/apache/README.md enables, and what Debian always has.
    private static readonly string[] Modules =
        ["mpm_event", "authz_core", "reqtimeout", "alias", "headers", "http2", "proxy", "proxy_http", "socache_shmcb", "ssl"];

    /// <summary>Starts it.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="files">Its folder.</param>
    public static Command Start(NetworkNamespace host, ProxyFiles files)
    {
        var visitor = files.Copy("deploy/apache/portscanner-visitor.conf", ("PUT-THE-SECRET-HERE", ProxyFiles.Secret));
        var site = files.Copy(
            "deploy/apache/portscanner.conf",
            ("/etc/letsencrypt/live/scan.example.org/fullchain.pem", files.Path("certificate.pem")),
            ("/etc/letsencrypt/live/scan.example.org/privkey.pem", files.Path("key.pem")),
            ("/etc/apache2/portscanner-visitor.conf", visitor));

        // As Debian's apache2.conf and other-vhosts-access-log.conf say of logs.
        var main = files.Write("apache.conf", $$"""
            ServerRoot {{files.Folder}}
            {{string.Join('\n', Modules.Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"))}}
            DefaultRuntimeDir {{files.Folder}}
            PidFile {{files.Path("apache.pid")}}
            User www-data
            Group www-data
            ServerName localhost
            Listen 80
            Listen 443
            LogLevel warn
            ErrorLog {{files.Path("main.log")}}
            LogFormat "%v:%p %h %l %u %t \"%r\" %>s %O" vhost_combined
            CustomLog {{files.Path("other_vhosts_access.log")}} vhost_combined
            Include {{site}}
            """);
        return host.StartIn(Program, ["-DFOREGROUND", "-f", main], environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["APACHE_LOG_DIR"] = files.Folder });
    }
}
