namespace PortScanner.Lab.Listeners.Services;

/// <summary>An OpenVPN server without a key for its control channel, which answers a client's hard reset with its own.</summary>
[Answers("openvpn")]
internal sealed class OpenVpnService : IUdpService
{
    public int Port => 1194;

    // The server's reset, its own session, one acknowledgment: of packet 0 of the client's session; its packet 0.
    public byte[]? Answer(ReadOnlySpan<byte> request) => request is [7 << 3, ..] && request.Length >= 14
        ? [8 << 3, 1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 0, 0, 0, .. request[1..9], 0, 0, 0, 0]
        : null;
}
