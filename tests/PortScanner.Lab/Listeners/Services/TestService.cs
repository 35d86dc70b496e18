namespace PortScanner.Lab.Listeners.Services;

/// <summary>One of the old test services of inetd, which answer any datagram: the quote of the day (RFC 865), characters (RFC 864).</summary>
/// <param name="port">The port.</param>
/// <param name="text">What it always says.</param>
internal sealed class TestService(int port, string text) : IUdpService
{
    private static readonly string Line = string.Concat(Enumerable.Range(0, 72).Select(offset => (char)(' ' + offset)));

    public int Port => port;

    public byte[]? Answer(ReadOnlySpan<byte> request) => System.Text.Encoding.ASCII.GetBytes(text);

    public static TestService Qotd() => new(17, "Well begun is half done.\r\n");

    public static TestService Chargen() => new(19, Line + "\r\n");

    /// <summary>One that answers with a datagram of a length of its own.</summary>
    public static TestService Chargen(int length) => new(19, string.Concat(Enumerable.Repeat(Line, (length / Line.Length) + 1))[..length]);
}
