using System.Globalization;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Reads the kernel's tables of sockets, <c>/proc/net/tcp</c> and its like (proc_pid_net(5)).</summary>
internal static class SocketTable
{
    private const int LocalAddressColumn = 1;

    /// <summary>The local port of each socket of a table; lines that are none are passed over.</summary>
    public static IEnumerable<int> LocalPorts(string table)
    {
        foreach (var line in table.Split('\n'))
        {
            // "  0: 0100007F:0CEA 00000000:0000 0A …": address and port in hexadecimal digits.
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > LocalAddressColumn
                && columns[LocalAddressColumn].Split(':') is [_, var digits]
                && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port))
            {
                yield return port;
            }
        }
    }
}
