using PortScanner.Core.Catalogue;
using PortScanner.Core.Ports;

namespace PortScanner.Core.Scanning;

/// <summary>Lays the probes of one plan in order. Each Add method is called at most once, so no probe can occur twice.</summary>
internal sealed class ScanPlanBuilder(ScanPlanRequest request)
{
    private readonly List<Probe> _probes = [];

    // Many UDP ports may be asked for, few have services: looked up instead of searched for.
    private readonly ILookup<ushort, ProbeKind> _services =
        ProbeKinds.UdpServices(request.Family).ToLookup(service => service.Port!.Value, service => service.Kind);

    public void AddEcho() => _probes.Add(new Probe(ProbeKind.Echo, null));

    public void AddTcp(PortSet ports)
    {
        var quick = ServiceCatalogue.Default.QuickTcpPorts;
        _probes.AddRange(quick.Where(ports.Contains).Select(Syn));
        var alreadyIn = PortSet.From(quick);
        _probes.AddRange(ports.Ports.Where(port => !alreadyIn.Contains(port)).Select(Syn));
    }

    /// <summary>Adds each probe that lives on a port; where none does, the operator's payloads, and without those an empty datagram.</summary>
    public void AddUdp(PortSet ports)
    {
        foreach (var port in ports.Ports)
        {
            _probes.AddRange(KindsOf(port).Select(kind => new Probe(kind, port)));
        }
    }

    public ScanPlan Build() => new(request, [.. _probes]) { TestsFirewall = request.Options.Firewall == true };

    private IEnumerable<ProbeKind> KindsOf(ushort port) =>
        _services.Contains(port) ? _services[port]
        : request.Payloads.Of(port) is { Count: > 0 } own ? Enumerable.Range(0, own.Count).Select(ProbeKinds.Payload)
        : [ProbeKind.UdpEmpty];

    private static Probe Syn(ushort port) => new(ProbeKind.Syn, port);
}
