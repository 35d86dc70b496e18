using PortScanner.Core.Probes;

namespace PortScanner.Core.Payloads;

/// <summary>What a payload file may say at most, and what it may not say at all.</summary>
internal static class PayloadLimits
{
    /// <summary>
    /// Services whose only known request does harm: CUPS browsing (631) makes a computer call back and add a printer (CVE-2024-47176), the test
    /// command of Mitel gateways (10074) and the driver of some VPNs (20811) flood whoever seems to ask (CVE-2022-26143).
    /// </summary>
    private static readonly ushort[] HarmfulPorts = [631, 10074, 20811];

    /// <summary>Looks for what goes beyond.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="payloads">What they come to.</param>
    /// <param name="unit">What the number of an entry counts.</param>
    public static IEnumerable<PayloadFileError> Check(IReadOnlyList<UdpPayloadEntry> entries, UdpPayloads payloads, string unit = PayloadFileError.TextLine)
    {
        foreach (var entry in entries)
        {
            if (Complaint(entry) is { } complaint)
            {
                yield return PayloadFileError.OfLine(entry.Line, complaint, unit);
            }
        }

        // Where an entry stands that is one too many for its port.
        var crowded = entries.SelectMany(entry => entry.Ports.Ports.Where(port => payloads.Of(port).Count > UdpPayloads.MaximumPerPort), (entry, port) => (entry.Line, Port: port))
            .GroupBy(use => use.Port)
            .Select(uses => (uses.Last().Line, Port: uses.Key))
            .DistinctBy(use => use.Line);
        foreach (var (line, port) in crowded)
        {
            yield return PayloadFileError.OfLine(line, $"port {port} has {payloads.Of(port).Count} payloads; allowed are {UdpPayloads.MaximumPerPort}.", unit);
        }

        var inProfile = payloads.ProfilePorts.Ports.Where(port => !ProbeKinds.All.Any(kind => kind.Port == port)).Sum(port => payloads.Of(port).Count);
        if (inProfile > UdpPayloads.MaximumInProfile)
        {
            yield return PayloadFileError.OfFile(
                $"The file adds {inProfile} probes to each profile; allowed are {UdpPayloads.MaximumInProfile}. Entries of more than {UdpPayloads.WidestProfileEntry} ports are not counted, since profiles leave them out.");
        }
    }

    private static string? Complaint(UdpPayloadEntry entry) => entry switch
    {
        _ when entry.Payload.IsEmpty =>
            $"the payload is empty; allowed are 1 to {UdpPayloads.MaximumLength} bytes. Ports without a payload are sent an empty datagram anyway.",
        _ when entry.Payload.Length > UdpPayloads.MaximumLength =>
            $"the payload is {entry.Payload.Length} bytes long; allowed are 1 to {UdpPayloads.MaximumLength}.",
        _ when Array.Find(HarmfulPorts, entry.Ports.Contains) is > 0 and var port =>
            $"port {port} may have no payload, because what makes its service answer harms it or others; allowed is every port but {string.Join(", ", HarmfulPorts)}.",
        _ => null,
    };
}
