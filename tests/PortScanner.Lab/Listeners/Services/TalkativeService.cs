namespace PortScanner.Lab.Listeners.Services;

/// <summary>Something of its own on a port of its own, that answers whatever comes.</summary>
/// <param name="port">The port.</param>
internal sealed class TalkativeService(int port) : IUdpService
{
    public int Port => port;

    public byte[]? Answer(ReadOnlySpan<byte> request) => "hello"u8.ToArray();
}
