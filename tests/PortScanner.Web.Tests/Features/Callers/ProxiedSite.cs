using System.Net;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Callers;

/// <summary>The program behind a proxy that connects from 127.0.0.1, or over a Unix socket as the user who runs the tests.</summary>
public sealed class ProxiedSite : IAsyncLifetime
{
    /// <summary>What the proxy knows.</summary>
    public const string Secret = "canary-secret-0123456789abcdef0123456789";

    /// <summary>The header with the secret.</summary>
    public const string SecretLine = $"X-PortScanner-Secret: {Secret}";

    /// <summary>A proxy of an address that nobody has.</summary>
    public const string OtherProxy = "192.0.2.99";

    /// <summary>The setting without which the program does not start behind a proxy.</summary>
    public const string Names = "--AllowedHosts=127.0.0.1;scan.example.org";

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-tests-").FullName;
    private RunningSite? _site;

    /// <summary>The program; the test is skipped where it cannot run.</summary>
    public RunningSite Site
    {
        get
        {
            RawSockets.Require();
            return _site!;
        }
    }

    /// <summary>Where it listens for the proxy's user.</summary>
    public string SocketFile => Path.Combine(_folder, "web.sock");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (RawSockets.AreAllowed)
        {
            _site = await RunningSite.StartWithSocketAsync(
                SocketFile,
                "--Admission:AllowLoopback=false", "--Admission:AllowNetworks:0=192.0.2.0/24", "--Admission:AllowNetworks:1=2001:db8::/32",
                "--Forwarding:Proxies:0=127.0.0.1", $"--Forwarding:Proxies:1={OtherProxy}", $"--Forwarding:Secret={Secret}",
                $"--Forwarding:SocketUser={Environment.UserName}", Names);
        }
    }

    /// <summary>What the proxy sends for a visitor.</summary>
    public static string[] For(string visitor, params string[] more) => [$"X-PortScanner-Client: {visitor}", SecretLine, .. more];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
