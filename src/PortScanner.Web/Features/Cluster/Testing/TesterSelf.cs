using System.Net;
using System.Net.Sockets;
using System.Reflection;

using PortScanner.Cluster.Testers;
using PortScanner.Core.Addresses;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Engine;
using PortScanner.Engine.Options;
using PortScanner.Engine.Sending;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Reach;

using FilteredPorts = PortScanner.Cluster.Testers.FilteredPorts;

namespace PortScanner.Web.Features.Cluster.Testing;

/// <summary>What a tester tells of itself now.</summary>
/// <param name="isDraining">Whether it was told to stop.</param>
/// <param name="running">How many scans run.</param>
internal delegate HeartbeatContents TellOfSelf(bool isDraining, int running);

/// <summary>What a tester tells of itself.</summary>
internal sealed class TesterSelf(ScanEngine engine, ScanEngineOptions options, AdmissionSettings admission, UdpPayloads payloads, ReachService reach)
{
    private static readonly string Version = typeof(TesterSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly string _planHash = Convert.ToBase64String(PlanHash.OfMachine(payloads));

    // For whoever tries it out on one machine.
    private readonly bool _testsItself = admission.Policy.Check(IPAddress.Loopback, []) is null;

    /// <summary>What is so now.</summary>
    /// <param name="isDraining">Whether it was told to stop.</param>
    /// <param name="running">How many scans run.</param>
    public HeartbeatContents Tell(bool isDraining, int running)
    {
        var own = OwnAddresses.Read().ToList();
        var room = engine.Room;
        var (v4, v6) = (SourceOf(AddressFamily.InterNetwork, own), SourceOf(AddressFamily.InterNetworkV6, own));
        return new HeartbeatContents(
            isDraining ? TesterState.Draining : engine.IsCapturing && (v4 ?? v6) is not null ? TesterState.Ready : TesterState.Sick,
            new TesterSources(v4, v6, options.SourcePrefix),
            new TesterRoom(room.Pace, room.Probes, room.Scans),
            running,
            Version,
            _planHash,
            (long?)Families.Select(reach.SinceHeard).Min()?.TotalMilliseconds,
            FiltersOf(reach.FilteredOf),
            engine.CaptureLossCount);
    }

    /// <summary>What is told of the ports that this network does not let out.</summary>
    /// <param name="filteredOf">What was measured of a family.</param>
    /// <returns>Null where nothing was.</returns>
    internal static TesterFilters? FiltersOf(Func<AddressFamily, Reach.FilteredPorts?> filteredOf)
    {
        var filters = new TesterFilters(Told(filteredOf(AddressFamily.InterNetwork)), Told(filteredOf(AddressFamily.InterNetworkV6)));
        return filters is { V4: null, V6: null } ? null : filters;
    }

    private static FilteredPorts? Told(Reach.FilteredPorts? filtered) => filtered is null ? null : new FilteredPorts(filtered.Hash, filtered.Count);

    // A family whose reflectors are silent is none to ask in.
    private string? SourceOf(AddressFamily family, List<IPAddress> own) => reach.IsCut(family) ? null :
        options.SourceAddresses.FirstOrDefault(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family)
        ?? own.Find(address => address.AddressFamily == family && !address.IsIPv6LinkLocal && (_testsItself || !IPAddress.IsLoopback(address)))?.ToString();
}
