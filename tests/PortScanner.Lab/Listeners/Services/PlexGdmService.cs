using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A Plex media server that tells its name.</summary>
[Answers("plex-gdm", Family.IPv4)]
internal sealed class PlexGdmService : IUdpService
{
    public int Port => 32414;

    public byte[]? Answer(ReadOnlySpan<byte> request) => request.StartsWith("M-SEARCH"u8)
        ? "HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\nName: Lab\r\nPort: 32400\r\nVersion: 1.40.0\r\n\r\n"u8.ToArray()
        : null;
}
