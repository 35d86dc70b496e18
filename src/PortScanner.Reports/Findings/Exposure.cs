using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>An open port, with why it matters.</summary>
/// <param name="Number">The port's number.</param>
/// <param name="Port">The port and protocol, such as <c>161/udp</c>.</param>
/// <param name="Service">The service, with the probes that it answered if it is a UDP port; empty if the port is not known.</param>
/// <param name="Risk">Why its exposure matters, as a sentence.</param>
/// <param name="Amplification">What a UDP service sent back for what it was sent, as sentences; null elsewhere.</param>
/// <param name="Doubt">What was seen, if it is less than a listener's own answer; else null.</param>
/// <param name="Responder">Who answered, if not the tested address.</param>
public sealed record Exposure(ushort Number, string Port, string Service, string Risk, string? Amplification, string? Doubt, IPAddress? Responder)
{
    /// <summary>The exposure that an open port is.</summary>
    public static Exposure Of(PortFinding port, Messages messages)
    {
        var (result, service) = port.Representative;
        return new Exposure(
            port.Port,
            $"{port.Port}/{ReportNames.Of(port.Protocol)}",
            ServiceAndProbes(port),
            messages[service.Risk is null ? "risk.unknown-service" : $"risk.{service.Risk}"],
            AmplificationMessages.Of(port, messages),
            result.Reason.Info().Strength < EvidenceStrength.Listener ? result.Reason.Words(messages) : null,
            result.Responder);
    }

    private static string ServiceAndProbes(PortFinding port)
    {
        var name = port.Representative.Service.Name;
        string[] probes =
        [
            .. port.Rows.Select(row => row.Result.Probe.Kind)
                .Where(kind => kind is not (ProbeKind.Syn or ProbeKind.UdpEmpty))
                .Select(kind => kind.Info().Name),
        ];
        return name is null ? string.Join(", ", probes)
            : probes.Length == 0 || probes is [var only] && string.Equals(only, name, StringComparison.Ordinal) ? name
            : $"{name} ({string.Join(", ", probes)})";
    }
}
