using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// A PCP ANNOUNCE request (RFC 6887 section 14.1), which maps nothing. The client's address is left unspecified: a server that
/// notices says that the addresses do not match (section 8.2), which answers as well.
/// </summary>
[UdpProbe(
    Request = "ANNOUNCE request without the client's address",
    Reply = "success, an error, or the offer of another version",
    Source = "RFC 6887 sections 7, 9 and 14.1")]
internal sealed class PcpProbe : IUdpProbe
{
    private const byte Version = 2;
    private const byte Announce = 0;
    private const int HeaderLength = 24;

    public ProbeKind Kind => ProbeKind.Pcp;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(Version);
        message.WriteByte(Announce);
        message.WriteZeros(HeaderLength - message.Length);
        return message.Length;
    }

    /// <summary>A success without content, an error, or the offer of another version.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => PortControl.Recognises(reply, Version, HeaderLength);
}
