using System.Globalization;

namespace PortScanner.Web.Tests.Program;

/// <summary>Whether this process, and so the program that it starts, may open raw sockets.</summary>
internal static class RawSockets
{
    // capabilities(7): CAP_NET_RAW is bit 13.
    private const ulong NetRaw = 1UL << 13;

    public static bool AreAllowed { get; } = (Effective() & NetRaw) != 0;

    /// <summary>Skips the test where they are not.</summary>
    public static void Require() => Assert.SkipUnless(AreAllowed, "CAP_NET_RAW is missing, so the program cannot start here.");

    private static ulong Effective()
    {
        const string name = "CapEff:";
        var line = File.ReadLines("/proc/self/status").First(candidate => candidate.StartsWith(name, StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan(name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
