namespace PortScanner.Lab.Listeners.Services;

/// <summary>A web server with QUIC (RFC 9000) on the same port as a VPN with DTLS (RFC 6347), which their first bytes tell apart.</summary>
[Answers("quic"), Answers("dtls")]
internal sealed class WebTunnelService : IUdpService
{
    private const int SmallestQuic = 1200;
    private const int IdentifierOffset = 5;
    private const int IdentifierLength = 9;
    private const int RecordHeaderLength = 13;

    public int Port => 443;

    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [>= 0xC0, ..] && request.Length >= SmallestQuic ? NegotiateVersion(request)
        : request is [22, 0xFE, ..] && request.Length > RecordHeaderLength && request[RecordHeaderLength] == 1 ? AskForCookie(request)
        : null;

    // Version 0, their source as destination and the other way round, version 1. Both identifiers have eight bytes.
    private static byte[] NegotiateVersion(ReadOnlySpan<byte> request)
    {
        var destination = request.Slice(IdentifierOffset, IdentifierLength);
        var source = request.Slice(IdentifierOffset + IdentifierLength, IdentifierLength);
        return [0x80, 0, 0, 0, 0, .. source, .. destination, 0, 0, 0, 1];
    }

    // HelloVerifyRequest under the sequence number of the request, with a cookie of four bytes.
    private static byte[] AskForCookie(ReadOnlySpan<byte> request) =>
    [
        22, 0xFE, 0xFF, .. request[3..11], 0, 19,
        3, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 7,
        0xFE, 0xFF, 4, .. "cake"u8,
    ];
}
