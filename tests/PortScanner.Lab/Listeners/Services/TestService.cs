using System.Text;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>One of the old test services of inetd, which answer any datagram.</summary>
/// <param name="port">The port.</param>
/// <param name="text">What it always says.</param>
internal abstract class TestService(int port, string text) : IUdpService
{
    public int Port => port;

    public byte[]? Answer(ReadOnlySpan<byte> request) => Encoding.ASCII.GetBytes(text);
}

/// <summary>The quote of the day (RFC 865).</summary>
[Answers("qotd")]
internal sealed class QotdService() : TestService(17, "Well begun is half done.\r\n");

/// <summary>The character generator (RFC 864).</summary>
[Answers("chargen")]
internal sealed class ChargenService : TestService
{
    private static readonly string Line = string.Concat(Enumerable.Range(0, 72).Select(offset => (char)(' ' + offset)));

    public ChargenService()
        : base(19, Line + "\r\n")
    {
    }

    /// <summary>One that answers with a datagram of a length of its own.</summary>
    public ChargenService(int length)
        : base(19, string.Concat(Enumerable.Repeat(Line, (length / Line.Length) + 1))[..length])
    {
    }
}
