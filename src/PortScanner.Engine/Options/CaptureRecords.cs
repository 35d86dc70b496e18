using System.Buffers.Binary;

namespace PortScanner.Engine.Options;

/// <summary>
/// The packets of a capture file one after another: of the old format (draft-ietf-opsawg-pcap) and of the new (draft-ietf-opsawg-pcapng), in either order
/// of bytes.
/// </summary>
internal ref struct CaptureRecords
{
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const int InterfaceDescription = 1;
    private const int SimplePacket = 3;
    private const int EnhancedPacket = 6;

    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const int LinkTypeOffset = 20;
    private const int BlockLength = 12;
    private const int EnhancedHeaderLength = 20;

    private readonly bool _hasBlocks;
    private readonly List<int> _linkTypes = [];
    private ReadOnlySpan<byte> _rest;
    private bool _isBigEndian;

    /// <summary>Begins with the first.</summary>
    /// <param name="file">A file that <see cref="AreIn"/> says yes to.</param>
    public CaptureRecords(ReadOnlySpan<byte> file)
    {
        _hasBlocks = BinaryPrimitives.ReadUInt32BigEndian(file) == SectionHeader;
        _rest = file;
        if (!_hasBlocks)
        {
            _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(file) is Microseconds or Nanoseconds;
            if (file.Length < FileHeaderLength)
            {
                IsBroken = true;
                return;
            }

            // The upper bits tell of checksums of the link.
            _linkTypes.Add((int)(Number(file[LinkTypeOffset..]) & 0xFFFF));
            _rest = file[FileHeaderLength..];
        }
    }

    /// <summary>Whether the file ends, or its numbers contradict each other, in the midst of something.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The packet as it was captured.</summary>
    public ReadOnlySpan<byte> Frame { get; private set; }

    /// <summary>What it begins with.</summary>
    public int LinkType { get; private set; }

    /// <summary>Whether a file is a capture.</summary>
    public static bool AreIn(ReadOnlySpan<byte> file) => file.Length >= sizeof(uint)
        && (BinaryPrimitives.ReadUInt32BigEndian(file) is Microseconds or Nanoseconds
            || BinaryPrimitives.ReadUInt32LittleEndian(file) is Microseconds or Nanoseconds
            || (file.Length >= BlockLength && BinaryPrimitives.ReadUInt32BigEndian(file) == SectionHeader
                && (BinaryPrimitives.ReadUInt32BigEndian(file[8..]) == ByteOrder || BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) == ByteOrder)));

    /// <summary>Goes on to the next packet.</summary>
    /// <returns>False if there is none, or the file is broken.</returns>
    public bool TryNext()
    {
        while (!IsBroken && !_rest.IsEmpty)
        {
            if (_hasBlocks ? TakeBlock() : TakeRecord())
            {
                return true;
            }
        }

        return false;
    }

    private bool TakeRecord()
    {
        if (_rest.Length < RecordHeaderLength)
        {
            return Break();
        }

        var length = Number(_rest[8..]);
        if (length > _rest.Length - RecordHeaderLength)
        {
            return Break();
        }

        Frame = _rest.Slice(RecordHeaderLength, (int)length);
        LinkType = _linkTypes[0];
        _rest = _rest[(RecordHeaderLength + (int)length)..];
        return true;
    }

    // A block says its length twice, before and behind its body, in units of four bytes.
    private bool TakeBlock()
    {
        if (_rest.Length < BlockLength)
        {
            return Break();
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(_rest) == SectionHeader)
        {
            _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(_rest[8..]) == ByteOrder;
            _linkTypes.Clear();
        }

        var (type, length) = (Number(_rest), Number(_rest[4..]));
        if (length < BlockLength || length % 4 != 0 || length > _rest.Length || Number(_rest[((int)length - 4)..]) != length)
        {
            return Break();
        }

        var body = _rest[8..((int)length - 4)];
        _rest = _rest[(int)length..];
        return type switch
        {
            InterfaceDescription => TakeInterface(body),
            SimplePacket => TakePacket(0, body, 4, body.Length >= 4 ? Math.Min(Number(body), (uint)body.Length - 4) : 0),
            EnhancedPacket => body.Length >= EnhancedHeaderLength ? TakePacket(Number(body), body, EnhancedHeaderLength, Number(body[12..])) : Break(),
            _ => false,
        };
    }

    private bool TakeInterface(ReadOnlySpan<byte> body)
    {
        if (body.Length < 8)
        {
            return Break();
        }

        _linkTypes.Add(_isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(body) : BinaryPrimitives.ReadUInt16LittleEndian(body));
        return false;
    }

    private bool TakePacket(uint face, ReadOnlySpan<byte> body, int headerLength, uint length)
    {
        if (face >= _linkTypes.Count || body.Length < headerLength || length > body.Length - headerLength)
        {
            return Break();
        }

        Frame = body.Slice(headerLength, (int)length);
        LinkType = _linkTypes[(int)face];
        return true;
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }

    private readonly uint Number(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
