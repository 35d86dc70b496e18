using System.Globalization;

using PortScanner.Core.Ports;

namespace PortScanner.Core.Payloads;

/// <summary>Reads a payload file line by line. After an error it goes on with the next entry, so that all errors are found.</summary>
internal sealed class PayloadFileParser
{
    private const string Protocol = "udp";
    private const string Source = "source";

    private readonly List<PayloadFileError> _errors = [];
    private readonly List<UdpPayloadEntry> _entries = [];
    private readonly List<byte> _payload = [];
    private Expected _expected = Expected.Entry;
    private int _line;
    private int _entryLine;
    private PortSet _ports = PortSet.Empty;
    private bool _hasSource;

    private enum Expected
    {
        Entry,
        Ports,
        FirstString,
        More,

        // The entry is wrong: whatever it still says is passed over.
        NextEntry,
    }

    public IReadOnlyList<PayloadFileError> Errors => _errors;

    /// <returns>Null if something is wrong.</returns>
    public UdpPayloads? Read(string text)
    {
        if (text.Length > PayloadFile.MaximumLength)
        {
            _errors.Add(PayloadFileError.OfFile($"The file is longer than {PayloadFile.MaximumLength} bytes, which is the most that is allowed."));
            return null;
        }

        // Not EnumerateLines, which would also break a string at a byte 0x85.
        foreach (var range in text.AsSpan().Split('\n'))
        {
            _line++;
            if (ReadLine(text.AsSpan(range)) is { } error)
            {
                _errors.Add(error);
                _expected = Expected.NextEntry;
            }
        }

        Finish();
        var payloads = new UdpPayloads(_entries);
        _errors.AddRange(PayloadLimits.Check(_entries, payloads));
        return _errors.Count == 0 ? payloads : null;
    }

    private PayloadFileError? ReadLine(ReadOnlySpan<char> line)
    {
        var tokens = new PayloadLine(line);
        while (tokens.TryRead(out var token))
        {
            if (token is Protocol)
            {
                Finish();
                _expected = Expected.Ports;
                _entryLine = _line;
                continue;
            }

            if (_expected == Expected.NextEntry)
            {
                return null;
            }

            if (token[0] == PayloadLine.Quote)
            {
                if (ReadString(token) is { } wrong)
                {
                    return wrong;
                }
            }
            else if (ReadWord(token, ref tokens) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private PayloadFileError? ReadString(ReadOnlySpan<char> token)
    {
        if (_expected is Expected.Entry or Expected.Ports)
        {
            return PayloadFileError.OfPart(_line, token, "is a payload without ports; allowed before it are udp and ports, such as udp 53,161-162.");
        }

        _expected = Expected.More;
        return PayloadString.Decode(token, _payload) is { } complaint ? PayloadFileError.OfPart(_line, token, complaint) : null;
    }

    private PayloadFileError? ReadWord(ReadOnlySpan<char> word, ref PayloadLine rest) => _expected switch
    {
        Expected.Ports => ReadPorts(word),
        Expected.More when word is Source => ReadSource(ref rest),
        Expected.Entry => PayloadFileError.OfPart(_line, word, "does not begin an entry; allowed is udp, the only protocol that has payloads."),
        Expected.FirstString => PayloadFileError.OfPart(_line, word, "stands where the payload should; allowed are strings in double quotes."),
        _ => PayloadFileError.OfPart(_line, word, "is not known; allowed behind a payload are another string in double quotes, source with a port, and the next udp."),
    };

    private PayloadFileError? ReadPorts(ReadOnlySpan<char> word)
    {
        const string allowed = "allowed are ports from 0 to 65535 and ranges such as 161-162, separated by commas without blanks.";
        _expected = Expected.FirstString;
        if (word.Contains(':'))
        {
            return PayloadFileError.OfPart(_line, word, $"has a prefix; {allowed}");
        }

        if (!PortSpecification.TryParse(word.ToString(), out var specification, out var error))
        {
            return PayloadFileError.OfPart(_line, error.Part.Length == 0 ? word : error.Part, $"is no port or range; {allowed}");
        }

        _ports = specification.Tcp;
        return null;
    }

    /// <summary>Reads what stands behind <c>source</c>: checked, because it may be a slip for something else, and then left alone.</summary>
    private PayloadFileError? ReadSource(ref PayloadLine rest)
    {
        if (!rest.TryRead(out var port))
        {
            return PayloadFileError.OfPart(_line, Source, "has no port behind it; allowed is one from 0 to 65535, on the same line.");
        }

        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return PayloadFileError.OfPart(_line, port, "is no source port; allowed is one from 0 to 65535.");
        }

        _hasSource = true;
        return null;
    }

    private void Finish()
    {
        if (_expected == Expected.More)
        {
            _entries.Add(new UdpPayloadEntry(_entryLine, _ports, _payload.ToArray(), _hasSource));
        }
        else if (_expected is Expected.Ports or Expected.FirstString)
        {
            var missing = _expected == Expected.Ports ? "ports, such as 53,161-162" : "a payload, one or more strings in double quotes";
            _errors.Add(PayloadFileError.OfLine(_entryLine, $"the entry ends too early; it still needs {missing}."));
        }

        _expected = Expected.Entry;
        _payload.Clear();
        _hasSource = false;
    }
}
