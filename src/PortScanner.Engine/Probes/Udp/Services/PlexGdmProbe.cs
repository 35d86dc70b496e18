using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A search for Plex media servers ("G'Day Mate", which Plex documents nowhere; public clients such as python-plexapi ask and read it
/// so). Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "M-SEARCH without fields",
    Reply = "HTTP response 200 with a content type of Plex",
    Source = "public clients; no specification")]
internal sealed class PlexGdmProbe : IUdpProbe
{
    private const int Ok = 200;

    public ProbeKind Kind => ProbeKind.PlexGdm;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes("M-SEARCH * HTTP/1.0\r\n\r\n"u8);
        return message.Length;
    }

    /// <summary>An HTTP response that succeeds with a content type of Plex.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) =>
        (TextResponse.TryRead(reply, "HTTP/1.0"u8, out var response) || TextResponse.TryRead(reply, "HTTP/1.1"u8, out response))
        && response.Status == Ok
        && response.TryGetField("Content-Type"u8, out var type)
        && type.StartsWith("plex/"u8);
}
