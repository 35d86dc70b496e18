using System.Diagnostics.CodeAnalysis;

namespace PortScanner.Web.Features.Forwarding;

/// <summary>
/// Lets the proxy's user connect to the Unix sockets that the program listens on: Kestrel makes them so that only its own user may. Who
/// connects is told by the kernel and checked with each request, so everyone may try.
/// </summary>
internal static class UnixSockets
{
    private const string Prefix = "http://unix:";

    private const UnixFileMode Everyone =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Opens the sockets among the addresses that the program listens on.</summary>
    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
    public static void Open(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Where(address => address.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            File.SetUnixFileMode(address[Prefix.Length..], Everyone);
        }
    }
}
