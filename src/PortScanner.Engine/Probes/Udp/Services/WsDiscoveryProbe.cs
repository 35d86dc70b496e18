using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A Probe of WS-Discovery (the version of April 2005, which ONVIF cameras, printers and Windows speak, section 5.2) without types or
/// scopes, so that every device matches, in as few bytes as its SOAP 1.2 envelope takes. Some devices answer from a port of their own.
/// </summary>
[UdpProbe(
    Request = "SOAP Probe of any type, random MessageID",
    Reply = "message that relates to our MessageID",
    Source = "WS-Discovery of April 2005 section 5")]
internal sealed class WsDiscoveryProbe : IUdpProbe
{
    private const int HexDigitsLength = 36;

    private static ReadOnlySpan<byte> UntilMessageId =>
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""u8 +
        " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\"><s:Header>"u8 +
        "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>"u8;

    private static ReadOnlySpan<byte> AfterMessageId =>
        "</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header>"u8 +
        "<s:Body><Probe xmlns=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\"/></s:Body></s:Envelope>"u8;

    public ProbeKind Kind => ProbeKind.WsDiscovery;

    public bool MayAnswerFromAnotherPort => true;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes(UntilMessageId);
        WriteMessageId(nonce, ref message);
        message.WriteBytes(AfterMessageId);
        return message.Length;
    }

    /// <summary>A message that relates to ours (WS-Addressing of August 2004 section 3): matches or a fault, whatever else it says.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        int element = reply.IndexOf("RelatesTo"u8);
        if (element < 0)
        {
            return false;
        }

        var content = reply[element..];
        Span<byte> buffer = stackalloc byte[64];
        var expected = new SpanWriter(buffer);
        WriteMessageId(nonce, ref expected);
        return content[(content.IndexOf((byte)'>') + 1)..].TrimStart(" \t\r\n"u8).StartsWith(buffer[..expected.Length]);
    }

    /// <summary>A UUID as a URN (RFC 9562 section 4), all of it random.</summary>
    private static void WriteMessageId(ProbeNonce nonce, ref SpanWriter message)
    {
        Span<byte> bytes = stackalloc byte[ProbeNonce.Length];
        nonce.WriteTo(bytes);
        message.WriteBytes("urn:uuid:"u8);
        new Guid(bytes, bigEndian: true).TryFormat(message.Take(HexDigitsLength), out _, "D");
    }
}
