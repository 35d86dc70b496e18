using System.Buffers.Binary;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A DHCPv6 server that answers an information request, to the port that clients listen on (RFC 8415 sections 7.2 and 18.3.6).</summary>
[Answers("dhcpv6", Family.IPv6)]
internal sealed class DhcpV6Service : IUdpService
{
    private const byte InformationRequest = 11;
    private const byte Reply = 7;
    private const int ClientIdentifier = 1;
    private const int ServerIdentifier = 2;

    public int Port => 547;

    public int? AnswersToPort => 546;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 4 || request[0] != InformationRequest)
        {
            return null;
        }

        // The server's own identifier is one of an enterprise (RFC 8415 section 11.3); the client's comes back as it was sent.
        byte[] server = [0, ServerIdentifier, 0, 8, 0, 2, 0, 0, 0, 9, 0x1a, 0xb0];
        return [Reply, .. request[1..4], .. Option(request[4..], ClientIdentifier), .. server];
    }

    private static ReadOnlySpan<byte> Option(ReadOnlySpan<byte> options, int code)
    {
        while (options.Length >= 4)
        {
            var length = 4 + BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            if (BinaryPrimitives.ReadUInt16BigEndian(options) == code)
            {
                return options[..length];
            }

            options = options[length..];
        }

        return [];
    }
}
