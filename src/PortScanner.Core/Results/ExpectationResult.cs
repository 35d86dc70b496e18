using PortScanner.Core.Ports;

namespace PortScanner.Core.Results;

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
    public IReadOnlyList<string> Differences
    {
        get
        {
            var lines = new List<string>();
            if (!Unexpected.IsEmpty)
            {
                lines.Add($"open, but not expected: {Unexpected}");
            }

            lines.AddRange(Missing.OrderBy(group => group.Key).Select(group => $"expected open, but {Word(group.Key)}: {group.Value}"));
            if (!Undecided.IsEmpty)
            {
                lines.Add($"not decided, so no pass: {Undecided}");
            }

            return lines;
        }
    }

    private static string Word(PortState state) => state switch
    {
        PortState.Closed => "closed",
        PortState.Rejected => "rejected",
        PortState.Stealth => "stealth",
        _ => throw new InvalidOperationException($"A port in the state {state} is not missing."),
    };
}
