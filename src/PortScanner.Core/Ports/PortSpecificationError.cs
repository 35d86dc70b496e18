namespace PortScanner.Core.Ports;

/// <summary>What is wrong with the text of a port specification.</summary>
/// <param name="Position">Where the wrong part begins, counted in characters from 1.</param>
/// <param name="Part">The wrong part, shortened, in printable ASCII; empty if something is missing there.</param>
/// <param name="Message">One or two plain sentences that name the part and say what is allowed.</param>
public sealed record PortSpecificationError(int Position, string Part, string Message)
{
    internal static PortSpecificationError TooLong(int length) =>
        new(PortSpecification.MaximumLength + 1, "", $"The list of ports is {length} characters long; {PortSpecification.MaximumLength} are allowed.");

    internal static PortSpecificationError NothingNamed() => new(1, "", $"No port is named. {PortSpecification.Allowed}");

    internal static PortSpecificationError Missing(int position) =>
        new(position, "", $"A port is missing at character {position}. {PortSpecification.Allowed}");

    internal static PortSpecificationError Wrong(int position, ReadOnlySpan<char> part, string complaint)
    {
        var shown = ShownText.Of(part);
        return new(position, shown, $"\"{shown}\" at character {position} {complaint}");
    }
}
