using System.Net;
using System.Text;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>An address to listen on, as the web server takes it: <c>http://127.0.0.1:8080</c>, <c>http://*:8080</c>, <c>http://unix:/run/a.sock</c>.</summary>
internal static class ListenUrl
{
    private const string Allowed =
        "Write http:// or https://, an IP address, localhost or *, a colon and a port, as in http://127.0.0.1:8080 or http://[::1]:8080; or http://unix: and the path of a socket.";

    // unix(7): the path ends with a zero byte within sun_path.
    private const int LongestSocketPath = 107;

    // What the web server takes for all addresses of the machine.
    private static readonly string[] AnyAddress = ["*", "+"];

    /// <summary>The addresses of a text.</summary>
    public static IReadOnlyList<string> Split(string? urls) => urls?.Split(';') ?? [];

    /// <summary>Adds a sentence if an address is wrong.</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="url">The address.</param>
    /// <param name="hasCertificate">Whether there is a certificate for it. The web server would look for a developer's, which nobody trusts.</param>
    /// <param name="errors">Where to.</param>
    public static void Check(string setting, string url, bool hasCertificate, ICollection<string> errors)
    {
        var complaint = Complaint(url)
            ?? (hasCertificate || !IsEncrypted(url) ? null : "has no certificate; set Kestrel:Certificates:Default:Path, and KeyPath beside it.");
        if (complaint is not null)
        {
            errors.Add($"{setting}: \"{url}\" {complaint}");
        }
    }

    /// <summary>Why a path cannot be that of a Unix socket, as the end of a sentence; null if it can.</summary>
    public static string? SocketComplaint(string path) =>
        !path.StartsWith('/') ? "does not begin with a slash; the path of a socket must be whole."
        : Encoding.UTF8.GetByteCount(path) > LongestSocketPath ? $"is longer than the {LongestSocketPath} bytes that the path of a socket may have."
        : null;

    /// <summary>The folder of a socket; null where an address is none.</summary>
    public static string? SocketFolder(string url) => BindingAddress.Parse(url) is { IsUnixPipe: true } address ? Path.GetDirectoryName(address.UnixPipePath) : null;

    private static bool IsEncrypted(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static string? Complaint(string url)
    {
        if (url.Any(char.IsWhiteSpace) || url.Length == 0)
        {
            return $"is blank, or has a blank in it. {Allowed}";
        }

        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"is no address to listen on. {Allowed}";
        }

        return address switch
        {
            { Scheme: not ("http" or "https") } or { IsNamedPipe: true } => $"is no address to listen on. {Allowed}",
            { IsUnixPipe: true } => SocketComplaint(address.UnixPipePath),
            _ when address.Host.StartsWith("unix:", StringComparison.Ordinal) => SocketComplaint(address.Host["unix:".Length..]),
            _ when address.Host.Contains(':', StringComparison.Ordinal) && !address.Host.StartsWith('[') => $"is no address to listen on. {Allowed}",
            { PathBase.Length: > 0 } => $"has a path, and the program serves the whole of an address. {Allowed}",
            { Port: < 0 or > IPEndPoint.MaxPort } => $"has a port that is none; allowed are 0 to {IPEndPoint.MaxPort}, where 0 is any that is free.",
            _ when !IsHost(address.Host) => $"has a host name, and the web server would listen on all addresses instead. {Allowed}",
            _ => null,
        };
    }

    private static bool IsHost(string host) =>
        AnyAddress.Contains(host, StringComparer.Ordinal) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _);
}
