using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Deployment;

/// <summary>The shipped sites with several web nodes, as their READMEs say, and whether the real servers take them.</summary>
public sealed class SeveralWebNodesTests : IDisposable
{
    private const string Nginx = "/usr/sbin/nginx";
    private const string Apache = "/usr/sbin/apache2";
    private const string UpstreamBlock = "upstream portscanner {\n    server 127.0.0.1:8080;\n    keepalive 16;\n}\n";
    private const string ProxyPassLine = "    ProxyPass \"/\" \"http://127.0.0.1:8080/\" flushpackets=on timeout=8100 retry=0\n";

    private static readonly string[] Modules =
    [
        "mpm_event", "authz_core", "reqtimeout", "alias", "headers", "http2", "proxy", "proxy_http", "socache_shmcb", "ssl",
        "slotmem_shm", "proxy_balancer", "lbmethod_bybusyness",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-nodes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nginx_takes_the_site_with_two_nodes()
    {
        Assert.SkipUnless(File.Exists(Nginx), "nginx is not installed");
        WriteCertificate();
        Write("portscanner-visitor.conf", Repository.Read("deploy/nginx/portscanner-visitor.conf"));
        Write("portscanner-nodes.conf", Repository.Read("deploy/nginx/portscanner-nodes.conf"));

        // Ports that anybody may open, as nginx opens them for the test.
        var site = Replaced(
            Repository.Read("deploy/nginx/portscanner.conf"),
            (UpstreamBlock, "include /etc/nginx/portscanner-nodes.conf;\n"),
            ("/etc/letsencrypt/live/scan.example.org/fullchain.pem", PathOf("certificate.pem")),
            ("/etc/letsencrypt/live/scan.example.org/privkey.pem", PathOf("key.pem")),
            ("/var/log/nginx/", $"{_folder}/"),
            ("/etc/nginx/", $"{_folder}/"),
            ("listen 80;", "listen 18080;"),
            ("listen [::]:80;", "listen [::]:18080;"),
            ("listen 443 ", "listen 18443 "),
            ("listen [::]:443 ", "listen [::]:18443 "));
        var folders = string.Concat(((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {PathOf(kind)};\n"));
        Write("nginx.conf", $"pid {PathOf("nginx.pid")};\nerror_log {PathOf("error.log")};\nevents {{ }}\nhttp {{\naccess_log off;\n{folders}include {Write("site.conf", site)};\n}}\n");
        var said = Run(Nginx, "-t", "-p", _folder, "-c", PathOf("nginx.conf"), "-e", PathOf("start.log"));
        Assert.True(said.Code == 0, said.Words);
    }

    [Fact]
    public void Apache_takes_the_site_with_two_nodes()
    {
        Assert.SkipUnless(File.Exists(Apache), "apache2 is not installed");
        WriteCertificate();
        Write("portscanner-visitor.conf", Repository.Read("deploy/apache/portscanner-visitor.conf"));
        Write("portscanner-nodes.conf", Repository.Read("deploy/apache/portscanner-nodes.conf"));
        var site = Replaced(
            Repository.Read("deploy/apache/portscanner.conf"),
            (ProxyPassLine, "    Include /etc/apache2/portscanner-nodes.conf\n"),
            ("/etc/letsencrypt/live/scan.example.org/fullchain.pem", PathOf("certificate.pem")),
            ("/etc/letsencrypt/live/scan.example.org/privkey.pem", PathOf("key.pem")),
            ("/etc/apache2/", $"{_folder}/"),
            ("${APACHE_LOG_DIR}", _folder));
        var modules = string.Concat(Modules.Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"));
        Write("apache.conf", $"ServerRoot {_folder}\n{modules}DefaultRuntimeDir {_folder}\nPidFile {PathOf("apache.pid")}\nServerName localhost\nListen 18080\nErrorLog {PathOf("error.log")}\nInclude {Write("site.conf", site)}\n");
        var said = Run(Apache, "-t", "-f", PathOf("apache.conf"));
        Assert.True(said.Code == 0, said.Words);
    }

    // Nothing is asked twice and rows pass as they come, as on the site of one node.
    [Fact]
    public void Each_node_of_Apache_is_used_as_the_one_of_its_site()
    {
        var members = Repository.Read("deploy/apache/portscanner-nodes.conf").Split('\n').Where(line => line.Contains("BalancerMember", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, members.Count);
        Assert.All(members, member => Assert.Contains(" flushpackets=on timeout=8100 ", member, StringComparison.Ordinal));
        Assert.Contains(" maxattempts=0\n", Repository.Read("deploy/apache/portscanner-nodes.conf"), StringComparison.Ordinal);
        Assert.Contains("proxy_next_upstream off;", Repository.Read("deploy/nginx/portscanner.conf"), StringComparison.Ordinal);
    }

    private static string Replaced(string text, params (string From, string To)[] replacements)
    {
        foreach (var (from, to) in replacements)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    private static (int Code, string Words) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, words);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=scan.example.org", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        Write("certificate.pem", certificate.ExportCertificatePem());
        Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }
}
