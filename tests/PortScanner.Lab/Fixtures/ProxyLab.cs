using System.Net;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;

namespace PortScanner.Lab.Fixtures;

/// <summary>
/// The program behind a proxy on the same host. It listens on the host's own addresses too, where nobody but the proxy should come.
/// </summary>
public abstract class ProxyLab : ScanLab
{
    private readonly Command? _proxy;

    private protected ProxyLab(string tool, Func<NetworkNamespace, ProxyFiles, Command> start)
        : this(tool, new ProxyFiles(), start, _ => ["--Forwarding:Proxies:0=127.0.0.1", $"--Forwarding:Secret={ProxyFiles.Secret}"], [IPAddress.Loopback, Side.V4.Server, Side.V6.Server])
    {
    }

    private protected ProxyLab(
        string tool, ProxyFiles files, Func<NetworkNamespace, ProxyFiles, Command> start, Func<ProxyFiles, IEnumerable<string>> settings,
        IReadOnlyList<IPAddress> listenOn, IReadOnlyList<string>? asking = null)
        : base(
            [.. ShippedProgram.AllowTheLab, $"--AllowedHosts={ProxyFiles.Name};127.0.0.1;{Side.V4.Server};[{Side.V6.Server}]", .. settings(files)],
            listenOn: listenOn,
            asking: asking)
    {
        Files = files;
        WhyNoProxy = LabRequirements.WhyNot ?? LabRequirements.WhyNotWith(tool);
        if (WhyNoProxy is not null)
        {
            return;
        }

        try
        {
            _proxy = start(Hosts.Server, files);
            WaitUntilReady();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why the proxy cannot run here; null if it can.</summary>
    public string? WhyNoProxy { get; }

    /// <summary>All that the proxy logged.</summary>
    public string ProxyLogged => Files.Logged() + _proxy!.Written;

    /// <summary>The proxy's folder.</summary>
    protected ProxyFiles Files { get; }

    /// <summary>Someone at the client who knows the site by its name.</summary>
    public Visitor VisitorOf(Side side) => Visitor.OfSite(Hosts.Client, ProxyFiles.Name, side.Server);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        try
        {
            _proxy?.Terminate(TimeSpan.FromSeconds(10));
            _proxy?.Dispose();
            base.Dispose(disposing);
        }
        finally
        {
            Files.Dispose();
        }
    }

    private void WaitUntilReady()
    {
        for (var attempt = 0; VisitorOf(Side.V6).TryCurl("/healthz") is not { Status: 200 }; attempt++)
        {
            if (attempt == 100 || _proxy!.HasExited)
            {
                throw new InvalidOperationException($"The proxy did not start.\n{ProxyLogged}");
            }

            Thread.Sleep(100);
        }
    }
}

/// <summary>Behind nginx, as shipped.</summary>
public sealed class NginxLab() : ProxyLab(Nginx.Program, (host, files) => Nginx.Start(host, files));

/// <summary>Behind HAProxy that speaks HTTP, as the guide says, but for the keep-alive: another operator may not have it.</summary>
public sealed class HaproxyHttpLab() : ProxyLab(GuidedProxies.Haproxy, (host, files) => GuidedProxies.StartHaproxy(host, files, ("option clitcpka\n", "\n")));

/// <summary>Behind Caddy, as the guide says, with a certificate of the lab's own.</summary>
public sealed class CaddyLab() : ProxyLab(GuidedProxies.Caddy, GuidedProxies.StartCaddy);

/// <summary>Behind Apache, as shipped.</summary>
public sealed class ApacheLab() : ProxyLab(Apache.Program, Apache.Start);
