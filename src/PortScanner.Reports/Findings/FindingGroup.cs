using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Reports.Model;

namespace PortScanner.Reports.Findings;

/// <summary>Ports of one state that share a reason and an answerer.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Responder">Who answered, if not the tested address.</param>
/// <param name="Ports">The ports of each protocol, as compact ranges.</param>
public sealed record FindingGroup(Reason Reason, IPAddress? Responder, IReadOnlyList<ProtocolPorts> Ports)
{
    /// <summary>What happened, as a sentence that names the reason.</summary>
    public string Sentence(Messages messages) =>
        messages.Format("report.reason", ("reason", Reason.Words(messages).Capitalised()), ("name", Reason.Info().Name));

    /// <summary>Who answered, as a sentence; null if nobody did.</summary>
    public string? Answerer(Messages messages) => Responder is not null
        ? messages.Format("report.answered-by", ("address", Responder.ToString()))
        : Reason.Info().Strength > EvidenceStrength.Silence ? messages["report.answered-by-you"] : null;

    /// <summary>Both.</summary>
    public string Sentences(Messages messages) => Answerer(messages) is { } answerer ? $"{Sentence(messages)} {answerer}" : Sentence(messages);

    /// <summary>Groups findings, in the order of their first ports.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<PortFinding> findings) =>
    [
        .. findings.GroupBy(port => (port.Representative.Result.Reason, port.Representative.Result.Responder))
            .Select(group => new FindingGroup(group.Key.Reason, group.Key.Responder, ProtocolPorts.Of(group))),
    ];
}

/// <summary>Ports of one protocol.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Ranges">The ports in ascending order, such as <c>1-21, 23, 25-1055</c>.</param>
public sealed record ProtocolPorts(ProbeProtocol Protocol, string Ranges)
{
    /// <summary>The ports of findings, by protocol.</summary>
    public static IReadOnlyList<ProtocolPorts> Of(IEnumerable<PortFinding> findings) =>
    [
        .. findings.GroupBy(port => port.Protocol)
            .OrderBy(protocol => protocol.Key)
            .Select(protocol => new ProtocolPorts(protocol.Key, PortRanges.Compact(protocol.Select(port => port.Port)))),
    ];
}
