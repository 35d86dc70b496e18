using System.Text;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A SIP server that answers OPTIONS (RFC 3261 section 11.2).</summary>
[Answers("sip")]
internal sealed class SipService : IUdpService
{
    private static readonly string[] Copied = ["Via", "From", "To", "Call-ID", "CSeq"];

    public int Port => 5060;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var text = Encoding.ASCII.GetString(request);
        if (!text.StartsWith("OPTIONS ", StringComparison.Ordinal))
        {
            return null;
        }

        var headers = Copied.Select(name => $"{name}: {HeaderValue(text, name)}\r\n");
        return Encoding.ASCII.GetBytes($"SIP/2.0 200 OK\r\n{string.Concat(headers)}Content-Length: 0\r\n\r\n");
    }

    /// <summary>A header's value in a message of lines like <c>Name: value</c>; empty if it is not there.</summary>
    internal static string HeaderValue(string message, string name) =>
        message.Split("\r\n")
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
}
