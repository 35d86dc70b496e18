using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Model;

/// <summary>One result together with what the catalogue knows about its port.</summary>
/// <param name="Result">The result.</param>
/// <param name="Service">The service of its port.</param>
public sealed record ReportRow(ProbeResult Result, ServiceInfo Service)
{
    /// <summary>Whether something came back, whatever it was. Silence is summed up at the end of a report, answers are rows.</summary>
    public bool IsAnswer => Result.Reason.Info().Strength > EvidenceStrength.Silence;

    /// <summary>What was asked, for a reader: the service of a TCP port, the probe of a UDP port; null where neither says more than the port.</summary>
    public string? Label => Result.Probe.Kind switch
    {
        ProbeKind.Syn => Service.Name,
        ProbeKind.Echo => "ping",
        ProbeKind.UdpEmpty => Service.Name,
        var service => service.Info().Name,
    };
}
