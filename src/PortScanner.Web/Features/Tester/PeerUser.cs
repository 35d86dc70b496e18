using System.Globalization;
using System.Net.Sockets;

using PortScanner.Web.Features.Startup;

namespace PortScanner.Web.Features.Tester;

/// <summary>Who is at the other end of a Unix socket, as the kernel says: unix(7), SO_PEERCRED.</summary>
internal static class PeerUser
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    // struct ucred: pid, uid, gid.
    private const int CredentialsLength = 12;
    private const int UserOffset = 4;

    /// <summary>The number of the user whose process connected.</summary>
    public static uint Of(Socket connection)
    {
        Span<byte> credentials = stackalloc byte[CredentialsLength];
        connection.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BitConverter.ToUInt32(credentials[UserOffset..]);
    }

    /// <summary>The number of a user.</summary>
    /// <param name="user">A name or a number; null for the user of this process.</param>
    /// <param name="passwd">The lines of <c>/etc/passwd</c>.</param>
    /// <exception cref="ConfigurationException">There is no such user.</exception>
    public static uint Resolve(string? user, IEnumerable<string> passwd)
    {
        if (user is null)
        {
            return OfThisProcess();
        }

        if (uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        // name:password:number:group:… (passwd(5)); dynamic users of systemd are not there, so the web face has one that is.
        var numbers = passwd.Select(line => line.Split(':')).Where(fields => fields.Length > 2 && fields[0] == user).Select(fields => fields[2]);
        return uint.TryParse(numbers.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? number
            : throw new ConfigurationException([$"Tester:WebUser is \"{user}\"; allowed is a name in /etc/passwd, or a user's number."]);
    }

    // proc(5): the second number is the effective user's.
    private static uint OfThisProcess()
    {
        var line = File.ReadLines("/proc/self/status").First(candidate => candidate.StartsWith("Uid:", StringComparison.Ordinal));
        return uint.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }
}
