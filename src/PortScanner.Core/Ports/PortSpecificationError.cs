using System.Globalization;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Ports;

/// <summary>What is wrong with the text of a port specification.</summary>
/// <param name="Position">Where the wrong part begins, counted in characters from 1.</param>
/// <param name="Part">The wrong part, shortened, in printable ASCII; empty if something is missing there.</param>
/// <param name="Words">One or two plain sentences that name the part and say what is allowed.</param>
public sealed record PortSpecificationError(int Position, string Part, Message Words)
{
    /// <summary>The sentences in English, for the operator.</summary>
    public string Message => Words.ToString();

    internal static PortSpecificationError TooLong(int length) =>
        new(PortSpecification.MaximumLength + 1, "", new Message("ports.too-long", ("length", Text(length)), ("allowed", Text(PortSpecification.MaximumLength))));

    internal static PortSpecificationError NothingNamed() => new(1, "", new Message("ports.nothing-named", ("allowed", PortSpecification.Allowed)));

    internal static PortSpecificationError Missing(int position) =>
        new(position, "", new Message("ports.missing", ("position", Text(position)), ("allowed", PortSpecification.Allowed)));

    internal static PortSpecificationError Wrong(int position, ReadOnlySpan<char> part, Message complaint)
    {
        var shown = ShownText.Of(part);
        return new(position, shown, new Message("ports.wrong", ("part", shown), ("position", Text(position)), ("complaint", complaint)));
    }

    // Positions and lengths are looked up in what was written, where nothing separates thousands.
    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
