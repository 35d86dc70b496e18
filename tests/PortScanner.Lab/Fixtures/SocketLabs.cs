using System.Net;

using PortScanner.Lab.Documentation;
using PortScanner.Lab.Proxies;

namespace PortScanner.Lab.Fixtures;

/// <summary>Behind nginx over a Unix socket, as the guide says.</summary>
public sealed class NginxSocketLab() : ProxyLab(
    Nginx.Program,
    new ProxyFiles(),
    (host, files) => Nginx.Start(host, files, $"unix:{files.Path("web.sock")}"),
    files => [$"--urls=http://127.0.0.1:8080;http://unix:{files.Path("web.sock")}", $"--Forwarding:SocketUser={Environment.UserName}"],
    [IPAddress.Loopback]);

/// <summary>Behind HAProxy that ends TLS and sends PROXY headers of version 2 over a Unix socket, as the guide says.</summary>
public sealed class HaproxyLab() : ProxyLab(
    "haproxy",
    new ProxyFiles(),
    (host, files) =>
    {
        files.Write("site.pem", File.ReadAllText(files.Path("certificate.pem")) + File.ReadAllText(files.Path("key.pem")));
        var configuration = ProxyGuide.Block(
            "haproxy", ("/etc/haproxy/scan.example.org.pem", files.Path("site.pem")), ("/run/portscanner/web.sock", files.Path("web.sock")));
        return host.StartIn("haproxy", ["-db", "-f", files.Write("haproxy.cfg", configuration)]);
    },
    files =>
    [
        $"--urls=http://127.0.0.1:8080;http://unix:{files.Path("web.sock")}", $"--Forwarding:SocketUser={Environment.UserName}", "--Forwarding:ProxyProtocol=both",
        "--Forwarding:Proxies:0=127.0.0.1",
    ],
    [IPAddress.Loopback],
    asking: ["--haproxy-protocol"]);

/// <summary>Behind nginx's stream module that sends PROXY headers of version 1, as the guide says.</summary>
public sealed class NginxStreamLab() : ProxyLab(
    Nginx.Program,
    new ProxyFiles(),
    (host, files) => Nginx.StartWith(host, files, $"load_module {Module};\n" + ProxyGuide.Block(
        "nginx",
        ("/etc/letsencrypt/live/scan.example.org/fullchain.pem", files.Path("certificate.pem")),
        ("/etc/letsencrypt/live/scan.example.org/privkey.pem", files.Path("key.pem")),
        ("/var/log/nginx/portscanner.log", files.Path("site.log")))),
    _ =>
    [
        "--urls=http://[::]:8080", "--Forwarding:Proxies:0=127.0.0.1", "--Forwarding:ProxyProtocol=v1",
    ],
    [IPAddress.Loopback],
    asking: ["--haproxy-protocol"])
{
    /// <summary>nginx's module for TCP, of the package libnginx-mod-stream.</summary>
    public const string Module = "/usr/lib/nginx/modules/ngx_stream_module.so";
}
