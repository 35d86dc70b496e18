using System.Text;

namespace PortScanner.Engine.Probes.Udp;

/// <summary>A response in the form that HTTP and SIP share: a status line, then header fields, one a line, up to an empty line.</summary>
internal readonly ref struct TextResponse
{
    private const int StatusLength = 3;

    private readonly ReadOnlySpan<byte> _fields;

    private TextResponse(int status, ReadOnlySpan<byte> fields)
    {
        Status = status;
        _fields = fields;
    }

    /// <summary>The status code, 100 to 699.</summary>
    public int Status { get; }

    /// <summary>Reads the status line.</summary>
    /// <param name="message">The message as received.</param>
    /// <param name="version">What the line begins with: the protocol's name and version.</param>
    /// <param name="response">The response, if it is one.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, ReadOnlySpan<byte> version, out TextResponse response)
    {
        response = default;
        int end = message.IndexOf((byte)'\n');
        if (end < 0 || !message.StartsWith(version))
        {
            return false;
        }

        var line = message[version.Length..end].TrimEnd((byte)'\r');
        if (line.Length < 1 + StatusLength || line[0] != ' ' || (line.Length > 1 + StatusLength && line[1 + StatusLength] != ' '))
        {
            return false;
        }

        int status = 0;
        foreach (byte digit in line.Slice(1, StatusLength))
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            status = (status * 10) + (digit - '0');
        }

        response = new TextResponse(status, message[(end + 1)..]);
        return status is >= 100 and < 700;
    }

    /// <summary>Finds the first header field of that name, in any case; the value comes without the white space around it.</summary>
    public bool TryGetField(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var range in _fields.Split((byte)'\n'))
        {
            var line = _fields[range].TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                break;
            }

            int colon = line.IndexOf((byte)':');
            if (colon > 0 && Ascii.EqualsIgnoreCase(line[..colon].TrimEnd(" \t"u8), name))
            {
                value = line[(colon + 1)..].Trim(" \t"u8);
                return true;
            }
        }

        value = default;
        return false;
    }
}
