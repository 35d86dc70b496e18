using System.Globalization;

namespace PortScanner.Core.Ports;

/// <summary>A range of ports, both ends included.</summary>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port; not below the first.</param>
public readonly record struct PortRange(ushort First, ushort Last)
{
    /// <summary>How many ports there are.</summary>
    public int Count => Last - First + 1;

    /// <summary>Whether the two have a port in common.</summary>
    public bool Overlaps(PortRange other) => First <= other.Last && other.First <= Last;

    /// <summary>Reads "first-last".</summary>
    public static bool TryParse(string? text, out PortRange range)
    {
        range = default;
        var parts = text?.Split('-', StringSplitOptions.TrimEntries);
        if (parts is not [var firstText, var lastText]
            || !ushort.TryParse(firstText, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !ushort.TryParse(lastText, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || first > last)
        {
            return false;
        }

        range = new PortRange(first, last);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
