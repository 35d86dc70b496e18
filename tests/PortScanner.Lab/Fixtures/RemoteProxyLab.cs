using System.Diagnostics.CodeAnalysis;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;

namespace PortScanner.Lab.Fixtures;

/// <summary>Behind nginx on another machine, the router.</summary>
public sealed class RemoteProxyLab : ScanLab
{
    private readonly ProxyFiles _files = new();
    private readonly Command? _proxy;

    /// <summary>Starts both.</summary>
    [SuppressMessage("Design", "MA0045", Justification = "In a constructor.")]
    public RemoteProxyLab()
        : base(
            [
                .. ShippedProgram.AllowTheLab, $"--AllowedHosts={ProxyFiles.Name};{Side.V4.Server}", $"--Forwarding:Proxies:0={Side.V4.RouterToServer}",
                $"--Forwarding:Secret={ProxyFiles.Secret}",
            ],
            listenOn: [Side.V4.Server])
    {
        WhyNoProxy = LabRequirements.WhyNot ?? LabRequirements.WhyNotWith(Nginx.Program);
        if (WhyNoProxy is null)
        {
            _proxy = Nginx.Start(Hosts.Router, _files, $"{Side.V4.Server}:{ShippedProgram.Port}");
            for (var attempt = 0; Visitor.TryCurl("/healthz") is not { Status: 200 } && attempt < 100; attempt++)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Why the proxy cannot run here; null if it can.</summary>
    public string? WhyNoProxy { get; }

    /// <summary>Someone at the client.</summary>
    public Visitor Visitor => Visitor.OfSite(Hosts.Client, ProxyFiles.Name, Side.V4.RouterToClient);

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
            _files.Dispose();
        }
    }
}
