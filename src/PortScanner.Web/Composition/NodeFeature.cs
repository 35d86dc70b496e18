using PortScanner.Cluster.Bus;
using PortScanner.Core.Payloads;
using PortScanner.Storage;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Live;
using PortScanner.Web.Features.Nodes;

namespace PortScanner.Web.Composition;

/// <summary>Several web nodes behind one name: each tells the others of the scans that it runs.</summary>
internal static class NodeFeature
{
    /// <summary>Adds what a web node asks others, and answers them, over the bus.</summary>
    public static void AddNodes(this IServiceCollection services, ClusterSettings cluster)
    {
        services.AddSingleton(provider => new NodeLink(
            cluster.Node, provider.GetRequiredService<IBus>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NodeLink>>()));
        services.AddSingleton<IScansElsewhere>(provider => new ScansElsewhere(
            provider.GetRequiredService<NodeLink>(),
            cluster.Options.WebNodes.Keys.Where(name => name != cluster.Node),
            provider.GetRequiredService<UdpPayloads>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => new NodeDesk(
            cluster.Node,
            provider.GetRequiredService<IBus>(),
            provider.GetRequiredService<LiveScans>(),
            provider.GetRequiredService<IScanStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NodeDesk>>()));
    }
}
