using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Plans;

/// <summary>Lays the probes of one plan in order. Each Add method is called at most once, so no probe can occur twice.</summary>
internal sealed class ScanPlanBuilder(ScanPlanRequest request)
{
    private readonly List<Probe> _probes = [];

    // Many UDP ports may be asked for, few have services: looked up instead of searched for.
    private readonly ILookup<ushort, ProbeKind> _services =
        ProbeKinds.UdpServices(request.Family).ToLookup(service => service.Port!.Value, service => service.Kind);

    /// <summary>What the profile would have had besides.</summary>
    public required PortSpecification LeftOut { get; init; }

    public void AddEcho() => _probes.Add(new Probe(ProbeKind.Echo, null));

    public void AddTcp(PortSet ports)
    {
        _probes.EnsureCapacity(_probes.Count + ports.Count);
        foreach (var port in ServiceCatalogue.Default.QuickTcpPorts)
        {
            if (ports.Contains(port))
            {
                _probes.Add(Syn(port));
            }
        }

        // Both ascend, so one walk over each tells which are in already: a plan of all ports is made while its visitor waits.
        var alreadyIn = ProfilePorts.Tcp(ScanProfile.Quick).Span;
        foreach (var port in ports.Span)
        {
            while (!alreadyIn.IsEmpty && alreadyIn[0] < port)
            {
                alreadyIn = alreadyIn[1..];
            }

            if (alreadyIn.IsEmpty || alreadyIn[0] != port)
            {
                _probes.Add(Syn(port));
            }
        }
    }

    /// <summary>Adds each probe that lives on a port; where none does, the operator's payloads, and without those an empty datagram.</summary>
    public void AddUdp(PortSet ports)
    {
        _probes.EnsureCapacity(_probes.Count + ports.Count);
        foreach (var port in ports.Span)
        {
            if (_services.Contains(port))
            {
                _probes.AddRange(_services[port].Select(kind => new Probe(kind, port)));
            }
            else if (request.Payloads.Count > 0 && request.Payloads.Of(port) is { Count: > 0 and var own })
            {
                _probes.AddRange(Enumerable.Range(0, own).Select(payload => new Probe(ProbeKinds.Payload(payload), port)));
            }
            else
            {
                _probes.Add(new Probe(ProbeKind.UdpEmpty, port));
            }
        }
    }

    public ScanPlan Build() => new(request, [.. _probes]) { TestsFirewall = request.Options.Firewall == true, LeftOut = LeftOut };

    private static Probe Syn(ushort port) => new(ProbeKind.Syn, port);
}
