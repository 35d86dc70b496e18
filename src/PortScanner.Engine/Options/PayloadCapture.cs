using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Payloads;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Options;

/// <summary>
/// UDP payloads out of a capture: each datagram that was sent to a port is a payload of that port. What else was captured is passed over; a datagram that
/// is not whole is refused, since half a request wakes nobody.
/// </summary>
internal static class PayloadCapture
{
    /// <summary>Whether a file is a capture, and no text.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file) => CaptureRecords.AreIn(file);

    /// <summary>Reads a capture.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="payloads">The payloads.</param>
    /// <param name="errors">All that is wrong; at least one error if there are no payloads.</param>
    /// <returns>Whether nothing is wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out UdpPayloads? payloads, out IReadOnlyList<PayloadFileError> errors)
    {
        var wrong = new List<PayloadFileError>();
        var captured = Read(file, wrong);
        if (captured.Count == 0 && wrong.Count == 0)
        {
            wrong.Add(PayloadFileError.OfFile("The capture holds no UDP datagram with a payload; allowed is one of requests, as tcpdump -w FILE udp dst port PORT makes it."));
        }

        var isTaken = PayloadFile.TryTake(captured, out payloads, out var beyond);
        errors = [.. wrong, .. beyond];
        payloads = errors.Count == 0 ? payloads : null;
        return isTaken && payloads is not null;
    }

    private static List<CapturedPayload> Read(ReadOnlySpan<byte> file, List<PayloadFileError> errors)
    {
        var captured = new List<CapturedPayload>();
        var records = new CaptureRecords(file);
        var number = 0;
        while (records.TryNext())
        {
            number++;
            if (!LinkHeader.IsKnown(records.LinkType))
            {
                errors.Add(PayloadFileError.OfPacket(number, $"its link type is {records.LinkType}; allowed are {LinkHeader.Known}."));
                return captured;
            }

            if (Take(number, LinkHeader.Strip(records.LinkType, records.Frame), captured) is { } error)
            {
                errors.Add(error);
            }
        }

        if (records.IsBroken)
        {
            errors.Add(PayloadFileError.OfPacket(number + 1, "the file breaks off or contradicts itself there; allowed is a whole capture (pcap or pcapng)."));
        }

        return captured;
    }

    private static PayloadFileError? Take(int number, ReadOnlySpan<byte> bytes, List<CapturedPayload> captured)
    {
        if (!IpPacket.TryParse(bytes, out var packet) || packet.Protocol != IpProtocol.Udp)
        {
            return null;
        }

        if (packet.HasMoreFragments)
        {
            return PayloadFileError.OfPacket(number, "it is a fragment of a datagram; allowed are datagrams that are whole.");
        }

        if (packet.Payload.Length < packet.PayloadLength || !UdpHeader.TryParse(packet, out var header, out var payload))
        {
            return PayloadFileError.OfPacket(number, "its datagram was not captured whole; allowed are whole ones, as tcpdump -s 0 captures them.");
        }

        // Without a payload nothing is to be sent that is not sent anyway.
        if (!payload.IsEmpty)
        {
            captured.Add(new CapturedPayload(number, header.DestinationPort, payload.ToArray()));
        }

        return null;
    }
}
