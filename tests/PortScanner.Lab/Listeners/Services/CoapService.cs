namespace PortScanner.Lab.Listeners.Services;

/// <summary>A CoAP device that resets an empty confirmable message (RFC 7252 section 4.3).</summary>
[Answers("coap")]
internal sealed class CoapService : IUdpService
{
    public int Port => 5683;

    public byte[]? Answer(ReadOnlySpan<byte> request) => request is [0x40, 0, var high, var low] ? [0x70, 0, high, low] : null;
}
