namespace PortScanner.Lab.Listeners.Services;

/// <summary>An L2TP server that accepts a tunnel, from a port of its own choice (RFC 2661 section 8.1).</summary>
[Answers("l2tp")]
internal sealed class L2tpService : IUdpService
{
    public int Port => 1701;

    public bool AnswersFromOtherPort => true;

    // The last attribute of the request is the tunnel ID that it assigns; message type 2 is SCCRP.
    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0xC8, 2, .., 0, 9, var high, var low]
            ? [0xC8, 2, 0, 28, high, low, 0, 0, 0, 0, 0, 1, 0x80, 8, 0, 0, 0, 0, 0, 2, 0x80, 8, 0, 0, 0, 9, 0, 1]
            : null;
}
