namespace PortScanner.Lab.Listeners.Services;

/// <summary>A service that answers one request, to the byte, and ignores all else.</summary>
/// <param name="port">The port.</param>
/// <param name="secret">The request.</param>
internal sealed class SecretService(int port, byte[] secret) : IUdpService
{
    public int Port => port;

    public byte[]? Answer(ReadOnlySpan<byte> request) => request.SequenceEqual(secret) ? [.. "welcome"u8] : null;
}
