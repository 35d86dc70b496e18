using PortScanner.Lab.Listeners;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The classes that share one cluster, one after the other.</summary>
[CollectionDefinition(nameof(ClusterLab))]
public sealed class ClusterClasses : ICollectionFixture<ClusterLab>;

/// <summary>A test with a cluster; firewalls and listeners are its own, and what it broke is whole again for the next.</summary>
[Collection(nameof(ClusterLab))]
public abstract class ClusterTest : IDisposable
{
    private readonly List<IDisposable> _listeners = [];

    /// <summary>Skips the test where no lab can be built, and waits until all testers are there.</summary>
    protected ClusterTest(ClusterLab lab)
    {
        Assert.SkipWhen(lab.WhyNot is not null, lab.WhyNot ?? "");
        Lab = lab;
        lab.MakeWhole();
    }

    /// <summary>The cluster.</summary>
    protected ClusterLab Lab { get; }

    /// <summary>The visitor's host.</summary>
    protected NetworkNamespace Client => Lab.Hosts.Client;

    /// <summary>Opens TCP ports of the visitor's until the test ends.</summary>
    protected void OpenTcp(params IEnumerable<int> ports) => _listeners.AddRange(ports.Select(port => new TcpService(Client, port)));

    /// <summary>Runs UDP services at the visitor's until the test ends.</summary>
    private protected void Serve(params IEnumerable<IUdpService> services) => _listeners.AddRange(services.Select(service => new UdpListener(Client, service)));

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
        foreach (var host in (NetworkNamespace[])[Lab.Hosts.Router, .. Lab.Hosts.Testers])
        {
            Firewall.Clear(host);
        }
    }
}
