using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace PortScanner.Web.Hosting.Machine;

/// <summary>
/// The Unix sockets that the program listens on: removes what an earlier run left of them, and lets the proxy's user connect, since Kestrel makes
/// them so that only its own user may. Who connects is told by the kernel and checked with each request, so everyone may try.
/// </summary>
internal static class UnixSockets
{
    private const string Prefix = "http://unix:";

    private const UnixFileMode Everyone =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Deletes the sockets that nobody listens on any more: a program that was killed leaves its own, and could not start again.</summary>
    /// <param name="addresses">The addresses to listen on.</param>
    public static void DeleteStale(IEnumerable<string> addresses)
    {
        foreach (var file in FilesOf(addresses))
        {
            DeleteStale(file);
        }
    }

    /// <summary>Deletes a socket that nobody listens on any more.</summary>
    /// <param name="file">Where it is; whatever else stands there stays.</param>
    public static void DeleteStale(string file)
    {
        if (IsStale(file))
        {
            File.Delete(file);
        }
    }

    /// <summary>Opens the sockets among the addresses that the program listens on.</summary>
    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
    public static void Open(IEnumerable<string> addresses)
    {
        foreach (var file in FilesOf(addresses))
        {
            File.SetUnixFileMode(file, Everyone);
        }
    }

    private static IEnumerable<string> FilesOf(IEnumerable<string> addresses) =>
        addresses.Where(address => address.StartsWith(Prefix, StringComparison.Ordinal)).Select(address => address[Prefix.Length..]);

    // Whatever else stands there, another program's socket or a file, is left for the listening to complain of.
    private static bool IsStale(string file)
    {
        if (!File.Exists(file) || CanBeOpened(file))
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(file));
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    // open(2) of a socket fails with ENXIO, and connect(2) to an ordinary file as to a stale socket.
    private static bool CanBeOpened(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
