using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A Windows computer that lists its one name (RFC 1002 section 4.2.18).</summary>
[Answers("netbios-ns", Family.IPv4)]
internal sealed class NetBiosNameService : IUdpService
{
    private const int HeaderLength = 12;
    private const int NameLength = 34;
    private const int StatisticsLength = 46;

    public int Port => 137;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < HeaderLength + NameLength + 4)
        {
            return null;
        }

        // A response with one record: the name as it was asked, NBSTAT, Internet, no time to live, the names.
        byte[] names = [1, .. "LAB            "u8, 0, 4, 0, .. new byte[StatisticsLength]];
        return
        [
            .. request[..2], 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0,
            .. request.Slice(HeaderLength, NameLength), 0, 0x21, 0, 1, 0, 0, 0, 0, 0, (byte)names.Length, .. names,
        ];
    }
}
