using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Ports;

/// <summary>Reads one port specification, part by part between the commas.</summary>
internal sealed class PortSpecificationParser
{
    // nmap's manual, "-p": an omitted beginning is 1, an omitted end is 65535.
    private const ushort OpenBeginning = 1;
    private const ushort OpenEnd = ushort.MaxValue;

    private readonly PortSetBuilder _tcp = new();
    private readonly PortSetBuilder _udp = new();
    private PortSetBuilder _current;

    public PortSpecificationParser() => _current = _tcp;

    public bool TryParse(
        string text,
        [NotNullWhen(true)] out PortSpecification? specification,
        [NotNullWhen(false)] out PortSpecificationError? error)
    {
        specification = null;
        error = Read(text);
        if (error is not null)
        {
            return false;
        }

        specification = new PortSpecification(_tcp.Build(), _udp.Build());
        return true;
    }

    private PortSpecificationError? Read(string text)
    {
        if (text.Length > PortSpecification.MaximumLength)
        {
            return PortSpecificationError.TooLong(text.Length);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return PortSpecificationError.NothingNamed();
        }

        foreach (var range in text.AsSpan().Split(','))
        {
            var between = text.AsSpan(range);
            var part = between.Trim();
            var position = range.Start.Value + (between.Length - between.TrimStart().Length) + 1;
            if (part.IsEmpty)
            {
                return PortSpecificationError.Missing(range.Start.Value + 1);
            }

            if (ReadPart(part) is { } complaint)
            {
                return PortSpecificationError.Wrong(position, part, complaint);
            }
        }

        return null;
    }

    /// <returns>What is wrong, as the rest of a sentence; null if nothing is.</returns>
    private Message? ReadPart(ReadOnlySpan<char> part)
    {
        var colon = part.IndexOf(':');
        if (colon >= 0)
        {
            if (ReadPrefix(part[..colon].TrimEnd()) is { } complaint)
            {
                return complaint;
            }

            part = part[(colon + 1)..].TrimStart();
        }

        var dash = part.IndexOf('-');
        return dash < 0 ? ReadRange(part, part) : ReadRange(part[..dash].TrimEnd(), part[(dash + 1)..].TrimStart(), mayBeOpen: true);
    }

    private Message? ReadPrefix(ReadOnlySpan<char> prefix)
    {
        switch (prefix)
        {
            case "T" or "t":
                _current = _tcp;
                return null;
            case "U" or "u":
                _current = _udp;
                return null;
            case "S" or "s":
                return new Message("ports.wrong.sctp");
            case "P" or "p":
                return new Message("ports.wrong.ip-protocol");
            default:
                return new Message("ports.wrong.prefix");
        }
    }

    private Message? ReadRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last, bool mayBeOpen = false)
    {
        var (from, to) = (OpenBeginning, OpenEnd);
        var complaint = mayBeOpen && first.IsEmpty ? null : ReadPort(first, out from);
        complaint ??= mayBeOpen && last.IsEmpty ? null : ReadPort(last, out to);
        if (complaint is not null)
        {
            return complaint;
        }

        if (from > to)
        {
            return new Message("ports.wrong.backwards", ("from", $"{from}"), ("to", $"{to}"));
        }

        _current.AddRange(from, to);
        return null;
    }

    private static Message? ReadPort(ReadOnlySpan<char> text, out ushort port)
    {
        port = 0;
        if (text.IsEmpty)
        {
            return new Message("ports.wrong.only-prefix");
        }

        if (text.ContainsAnyExceptInRange('0', '9'))
        {
            return WhyNoNumber(text);
        }

        return ushort.TryParse(text, out port) ? null : new Message("ports.wrong.too-high");
    }

    private static Message WhyNoNumber(ReadOnlySpan<char> text) => text switch
    {
        _ when text.ContainsAny("[]") => new Message("ports.wrong.brackets"),
        _ when text.Contains(':') => new Message("ports.wrong.two-prefixes"),
        _ when text.ContainsAny("*?") => new Message("ports.wrong.pattern"),
        _ when text.Contains('-') => new Message("ports.wrong.two-dashes"),
        _ when IsNumbersAndWhiteSpace(text) => new Message("ports.wrong.no-comma"),
        _ when char.IsAsciiLetter(text[0]) => new Message("ports.wrong.name"),
        _ => new Message("ports.wrong.no-port", ("allowed", PortSpecification.Allowed)),
    };

    private static bool IsNumbersAndWhiteSpace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}
