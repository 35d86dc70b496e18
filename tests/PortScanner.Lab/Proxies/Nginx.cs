using PortScanner.Lab.Network;

namespace PortScanner.Lab.Proxies;

/// <summary>The real nginx with the shipped site.</summary>
public static class Nginx
{
    /// <summary>The Debian package, and the program.</summary>
    public const string Program = "nginx";

    /// <summary>Starts it.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="files">Its folder.</param>
    /// <param name="upstream">Where the program listens, as nginx writes it; null for what is shipped.</param>
    public static Command Start(NetworkNamespace host, ProxyFiles files, string? upstream = null)
    {
        var visitor = files.Copy("deploy/nginx/portscanner-visitor.conf", ("PUT-THE-SECRET-HERE", ProxyFiles.Secret));
        var site = files.Copy(
            "deploy/nginx/portscanner.conf",
            ("/etc/letsencrypt/live/scan.example.org/fullchain.pem", files.Path("certificate.pem")),
            ("/etc/letsencrypt/live/scan.example.org/privkey.pem", files.Path("key.pem")),
            ("/etc/nginx/portscanner-visitor.conf", visitor),
            ("/var/log/nginx/portscanner.log", files.Path("site.log")),
            ("server 127.0.0.1:8080;", $"server {upstream ?? "127.0.0.1:8080"};"));

        // What Debian's nginx.conf says of logs, so that the site must see to it itself that nothing is kept.
        return StartWith(host, files, $$"""
            http {
              access_log {{files.Path("access.log")}};
              error_log {{files.Path("error.log")}};
              {{string.Join('\n', TemporaryFolders.Select(kind => $"{kind}_temp_path {files.Path(kind)};"))}}
              include {{site}};
            }
            """);
    }

    /// <summary>Starts it with a configuration of one's own, below the main settings.</summary>
    public static Command StartWith(NetworkNamespace host, ProxyFiles files, string configuration)
    {
        var main = files.Write("nginx.conf", $$"""
            user {{Environment.UserName}};
            daemon off;
            pid {{files.Path("nginx.pid")}};
            error_log {{files.Path("main.log")}};
            {{configuration}}
            events { }
            """);
        return host.StartIn(Program, ["-p", files.Folder, "-c", main, "-e", files.Path("start.log")]);
    }

    private static readonly string[] TemporaryFolders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
}
