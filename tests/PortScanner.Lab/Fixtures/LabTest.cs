using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A test in a lab that its class shares; firewalls and listeners are its own.</summary>
/// <typeparam name="TLab">The kind of lab.</typeparam>
public abstract class LabTest<TLab> : IClassFixture<TLab>, IDisposable
    where TLab : ScanLab
{
    private readonly List<IDisposable> _listeners = [];

    /// <summary>Skips the test where no lab can be built.</summary>
    protected LabTest(TLab lab)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        Lab = lab;
    }

    /// <summary>The lab.</summary>
    protected TLab Lab { get; }

    /// <summary>The client's host.</summary>
    protected NetworkNamespace Client => Lab.Hosts.Client;

    /// <summary>The router's host.</summary>
    protected NetworkNamespace Router => Lab.Hosts.Router;

    /// <summary>Someone at the client.</summary>
    protected Visitor VisitorOf(Side side) => new(Client, side.Server);

    /// <summary>Opens TCP ports of a host until the test ends.</summary>
    protected void OpenTcp(NetworkNamespace host, params IEnumerable<int> ports) =>
        _listeners.AddRange(ports.Select(port => new TcpService(host, port)));

    /// <summary>Runs UDP services on a host until the test ends.</summary>
    private protected void Serve(NetworkNamespace host, params IEnumerable<IUdpService> services) =>
        _listeners.AddRange(services.Select(service => new UdpListener(host, service)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the listeners and takes the firewalls away.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _listeners.ForEach(listener => listener.Dispose());
        Firewall.Clear(Client);
        Firewall.Clear(Router);
        Firewall.Clear(Lab.Hosts.Server);
    }
}
