using PortScanner.Core.Localization;
using PortScanner.Core.Ports;
using PortScanner.Core.Results;

namespace PortScanner.Core.Expectations;

/// <summary>How what was found differs from what was expected.</summary>
/// <param name="Unexpected">Ports that are open although nobody expected it.</param>
/// <param name="Missing">Ports that were expected to be open and are not, by the state that they are in.</param>
/// <param name="Undecided">Ports that could not be decided, expected to be open or not: nothing can be promised about them.</param>
public sealed record ExpectationResult(
    PortSpecification Unexpected,
    IReadOnlyDictionary<PortState, PortSpecification> Missing,
    PortSpecification Undecided)
{
    /// <summary>Whether exactly the expected ports are open, and every other port is known not to be.</summary>
    public bool Pass => Unexpected.IsEmpty && Missing.Count == 0 && Undecided.IsEmpty;

    /// <summary>The differences, a short line each, such as <c>expected open, but stealth: 443</c>; none if it passes.</summary>
    public IReadOnlyList<Message> Differences
    {
        get
        {
            var lines = new List<Message>();
            if (!Unexpected.IsEmpty)
            {
                lines.Add(new Message("expect.unexpected", ("ports", Unexpected.ToString())));
            }

            lines.AddRange(Missing.OrderBy(group => group.Key).Select(group => new Message("expect.missing", ("state", Label(group.Key)), ("ports", group.Value.ToString()))));
            if (!Undecided.IsEmpty)
            {
                lines.Add(new Message("expect.undecided", ("ports", Undecided.ToString())));
            }

            return lines;
        }
    }

    private static Message Label(PortState state) => state switch
    {
        PortState.Closed => new Message("state.closed"),
        PortState.Rejected => new Message("state.rejected"),
        PortState.Stealth => new Message("state.stealth"),
        PortState.ClosedFiltered => new Message("state.closed-filtered"),
        _ => throw new InvalidOperationException($"A port in the state {state} is not missing."),
    };
}
