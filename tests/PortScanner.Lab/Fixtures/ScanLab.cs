using System.Net;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>Three hosts without firewall, ICMP errors without limit, and the program on the server, allowed to scan the client.</summary>
public class ScanLab : IDisposable
{
    private readonly ThreeHosts? _hosts;
    private readonly ShippedProgram? _program;

    /// <summary>The lab that most tests use.</summary>
    public ScanLab()
        : this(ShippedProgram.AllowTheLab)
    {
    }

    private protected ScanLab(
        IEnumerable<string> settings, bool liftIcmpLimits = true, IReadOnlyList<IPAddress>? listenOn = null, Action<ThreeHosts>? prepare = null,
        IReadOnlyList<string>? asking = null, ServiceUser? user = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (LabRequirements.WhyNot is not null)
        {
            return;
        }

        _hosts = new ThreeHosts();
        try
        {
            if (liftIcmpLimits)
            {
                _hosts.LiftIcmpLimits();
            }

            prepare?.Invoke(_hosts);
            _program = ShippedProgram.Start(_hosts.Server, listenOn ?? [Side.V4.Server, Side.V6.Server], settings, environment, user, asking);
        }
        catch
        {
            _hosts.Dispose();
            throw;
        }
    }

    /// <summary>The hosts.</summary>
    public ThreeHosts Hosts => _hosts ?? throw NotBuilt();

    /// <summary>The program.</summary>
    public ShippedProgram Program => _program ?? throw NotBuilt();

    /// <summary>Stops the program, which must end by itself, and takes the hosts down.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops and takes down.</summary>
    protected virtual void Dispose(bool disposing)
    {
        try
        {
            _program?.Stop();
        }
        finally
        {
            _program?.Dispose();
            _hosts?.Dispose();
        }
    }

    private static InvalidOperationException NotBuilt() => new(LabRequirements.WhyNot);
}
