using System.Globalization;

namespace PortScanner.Browser.Fixtures;

/// <summary>A cell of the port map.</summary>
/// <param name="Protocol">The protocol, by its grid's name.</param>
/// <param name="Port">The port, by the cell's name.</param>
/// <param name="Words">The state, by the cell's name, as a screen reader says it.</param>
/// <param name="State">The state that the cell is drawn in.</param>
internal sealed record MapCell(string Protocol, int Port, string Words, string State)
{
    private const string Prefix = "Port ";

    /// <summary>Reads the names, such as "TCP ports; …" and "Port 22, ssh, open".</summary>
    public static MapCell Parse(string grid, string name, string state)
    {
        var parts = name.Split(", ");
        Assert.StartsWith(Prefix, parts[0], StringComparison.Ordinal);
        return new(grid.Split(' ')[0].ToLowerInvariant(), int.Parse(parts[0][Prefix.Length..], CultureInfo.InvariantCulture), parts[^1], state);
    }
}
