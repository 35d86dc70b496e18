using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Localization;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Expectations;

/// <summary>
/// Which ports a caller expects to find open: exactly those of <see cref="Ports"/> among all that were tested. An echo is not a
/// port and never counts.
/// </summary>
/// <param name="Ports">The ports; none if nothing may be open.</param>
public sealed record Expectation(PortSpecification Ports)
{
    /// <summary>The word that says that no port is expected to be open.</summary>
    public const string NothingOpen = "none";

    /// <summary>Reads an expectation: a port specification, or <c>none</c> in any case of letters.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="expectation">What it means.</param>
    /// <param name="error">Why it means nothing, in plain sentences.</param>
    /// <returns>Whether <paramref name="text"/> is an expectation.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expectation? expectation, [NotNullWhen(false)] out Message? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        expectation = null;
        error = null;
        if (text.AsSpan().Trim().Equals(NothingOpen, StringComparison.OrdinalIgnoreCase))
        {
            expectation = new Expectation(PortSpecification.None);
        }
        else if (PortSpecification.TryParse(text, out var ports, out var wrong))
        {
            expectation = new Expectation(ports);
        }
        else
        {
            error = new Message("ports.none", ("message", wrong.Words));
        }

        return expectation is not null;
    }

    /// <summary>Compares the expectation with what was found.</summary>
    /// <param name="results">The results in the order in which they came; a later one for the same probe replaces an earlier one.</param>
    public ExpectationResult Evaluate(IEnumerable<ProbeResult> results)
    {
        var found = StatesByPort(results);
        var unexpected = found.Where(port => port.Value == PortState.Open && !IsExpected(port.Key)).Select(port => port.Key);
        var missing = ExpectedPorts()
            .Where(port => found.GetValueOrDefault(port, PortState.Unknown) is not (PortState.Open or PortState.Unknown))
            .GroupBy(port => found[port])
            .ToDictionary(group => group.Key, Specify);
        var undecided = found.Where(port => port.Value == PortState.Unknown).Select(port => port.Key)
            .Concat(ExpectedPorts().Where(port => !found.ContainsKey(port)));
        return new ExpectationResult(Specify(unexpected), missing, Specify(undecided));
    }

    /// <summary>The expectation as it can be read again.</summary>
    public override string ToString() => Ports.IsEmpty ? NothingOpen : Ports.ToString();

    private static Dictionary<(ProbeProtocol Protocol, ushort Port), PortState> StatesByPort(IEnumerable<ProbeResult> results)
    {
        var latest = new Dictionary<Probe, PortState>();
        foreach (var result in results)
        {
            latest[result.Probe] = result.State;
        }

        return latest.Where(found => found.Key.Port is not null && !found.Key.Kind.Info().TestsFirewall)
            .GroupBy(found => (found.Key.Protocol, found.Key.Port!.Value), found => found.Value)
            .ToDictionary(port => port.Key, PortStates.OfPort);
    }

    private bool IsExpected((ProbeProtocol Protocol, ushort Port) port) =>
        (port.Protocol == ProbeProtocol.Tcp ? Ports.Tcp : Ports.Udp).Contains(port.Port);

    private IEnumerable<(ProbeProtocol Protocol, ushort Port)> ExpectedPorts() =>
        Ports.Tcp.Ports.Select(port => (ProbeProtocol.Tcp, port)).Concat(Ports.Udp.Ports.Select(port => (ProbeProtocol.Udp, port)));

    private static PortSpecification Specify(IEnumerable<(ProbeProtocol Protocol, ushort Port)> ports)
    {
        var byProtocol = ports.ToLookup(port => port.Protocol, port => port.Port);
        return new PortSpecification(PortSet.From(byProtocol[ProbeProtocol.Tcp]), PortSet.From(byProtocol[ProbeProtocol.Udp]));
    }
}
