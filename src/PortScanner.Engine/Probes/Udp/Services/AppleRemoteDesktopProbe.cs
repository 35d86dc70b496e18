using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

//  2 bytes    2 bytes               2 bytes
// +---------+----------------------+---------+-----------------
// |  0x0001 | length of what comes |  0x0031 | name, version ...
// +---------+----------------------+---------+-----------------

/// <summary>
/// The request for information to a Mac with Remote Management on. Apple has published no specification; request and answer are those
/// that reports on their abuse agree on. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "request for information",
    Reply = "information, as long as it says",
    Source = "published reports; no specification")]
internal sealed class AppleRemoteDesktopProbe : IUdpProbe
{
    private const ushort Information = 0x0001;
    private const ushort InformationContent = 0x0031;

    private static ReadOnlySpan<byte> InformationRequest => [0x00, 0x14, 0x00, 0x01, 0x03];

    public ProbeKind Kind => ProbeKind.AppleRemoteDesktop;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteBytes(InformationRequest);
        return message.Length;
    }

    /// <summary>Information, as many bytes as it says.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Information)
            && message.TryReadUInt16(out ushort length)
            && message.Rest.Length == length
            && message.Expects(InformationContent);
    }
}
