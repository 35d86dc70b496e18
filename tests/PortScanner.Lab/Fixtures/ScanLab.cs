using System.Net;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>Three hosts without firewall, ICMP errors without limit, and the program on the server, allowed to scan the client.</summary>
public class ScanLab : IDisposable
{
    private readonly RunningLab? _running;
    private readonly string? _sharedAs;

    /// <summary>The lab that most tests use, from one class to the next.</summary>
    public ScanLab()
        : this(ShippedProgram.AllowTheLab, isShared: true)
    {
    }

    // One that is shared has nothing of its own but the settings.
    private protected ScanLab(
        IEnumerable<string> settings, bool liftIcmpLimits = true, IReadOnlyList<IPAddress>? listenOn = null, Action<ThreeHosts>? prepare = null,
        IReadOnlyList<string>? asking = null, ServiceUser? user = null, IReadOnlyDictionary<string, string>? environment = null, bool isShared = false)
    {
        if (LabRequirements.WhyNot is not null)
        {
            return;
        }

        _sharedAs = isShared ? string.Join(' ', settings) : null;
        _running = _sharedAs is null ? StartOne() : SharedLabs.Take(_sharedAs, StartOne);

        RunningLab StartOne() => Start(settings, liftIcmpLimits, listenOn ?? [Side.V4.Server, Side.V6.Server], prepare, asking, user, environment);
    }

    /// <summary>The hosts.</summary>
    public ThreeHosts Hosts => Running.Hosts;

    /// <summary>The program.</summary>
    public ShippedProgram Program => Running.Program;

    /// <summary>What runs.</summary>
    private protected RunningLab Running => _running ?? throw new InvalidOperationException(LabRequirements.WhyNot);

    /// <summary>Gives the lab to the next class, or stops the program, which must end by itself, and takes the hosts down.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops and takes down.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_running is not null && _sharedAs is not null)
        {
            SharedLabs.GiveBack(_sharedAs, _running);
        }
        else
        {
            _running?.Stop();
        }
    }

    private static RunningLab Start(
        IEnumerable<string> settings, bool liftIcmpLimits, IReadOnlyList<IPAddress> listenOn, Action<ThreeHosts>? prepare, IReadOnlyList<string>? asking,
        ServiceUser? user, IReadOnlyDictionary<string, string>? environment)
    {
        var hosts = new ThreeHosts();
        try
        {
            if (liftIcmpLimits)
            {
                hosts.LiftIcmpLimits();
            }

            prepare?.Invoke(hosts);
            return new RunningLab(hosts, ShippedProgram.Start(hosts.Server, listenOn, settings, environment, user, asking));
        }
        catch
        {
            hosts.Dispose();
            throw;
        }
    }
}
