using System.Globalization;

namespace PortScanner.Browser.Fixtures;

/// <summary>A row of the table of all ports.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port.</param>
/// <param name="State">The state in words.</param>
/// <param name="Reason">The reason.</param>
/// <param name="From">Who answered: "you", an address, or a dash.</param>
internal sealed record TableRow(string Protocol, int Port, string State, string Reason, string From)
{
    /// <summary>Reads the cells: port, state, service, reason, time, from.</summary>
    public static TableRow Of(string[] cells)
    {
        var port = cells[0].Split('/');
        return new(port[1], int.Parse(port[0], CultureInfo.InvariantCulture), cells[1], cells[3], cells[5]);
    }
}
