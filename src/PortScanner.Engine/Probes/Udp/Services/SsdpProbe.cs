using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// An SSDP search (UPnP Device Architecture 2.0 section 1.3.2) for root devices, of which a device has one, rather than for all that
/// it offers. HOST is the multicast group even though we ask one host: it is the value that every device knows. Nothing is echoed, so
/// an answer is known by its syntax; many devices answer from a port of their own choice.
/// </summary>
[UdpProbe(
    Request = "M-SEARCH for upnp:rootdevice",
    Reply = "HTTP response: 200 with ST or USN, or an error",
    Source = "UPnP Device Architecture 2.0 section 1.3")]
internal sealed class SsdpProbe : IUdpProbe
{
    private const int Ok = 200;

    private static ReadOnlySpan<byte> Search =>
        "M-SEARCH * HTTP/1.1\r\n"u8 +
        "HOST: 239.255.255.250:1900\r\n"u8 +
        "MAN: \"ssdp:discover\"\r\n"u8 +
        "MX: 1\r\n"u8 +
        "ST: upnp:rootdevice\r\n"u8 +
        "\r\n"u8;

    public ProbeKind Kind => ProbeKind.Ssdp;

    public bool MayAnswerFromAnotherPort => true;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes(Search);
        return message.Length;
    }

    /// <summary>An HTTP response: with status 200 one that names the device (ST or USN), otherwise an error.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        (TextResponse.TryRead(reply, "HTTP/1.1"u8, out var response) || TextResponse.TryRead(reply, "HTTP/1.0"u8, out response))
        && (response.Status != Ok || response.TryGetField("ST"u8, out _) || response.TryGetField("USN"u8, out _));
}
