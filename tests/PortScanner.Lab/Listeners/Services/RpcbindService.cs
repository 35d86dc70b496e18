namespace PortScanner.Lab.Listeners.Services;

/// <summary>An rpcbind that answers the null procedure (RFC 5531 section 9).</summary>
[Answers("rpcbind")]
internal sealed class RpcbindService : IUdpService
{
    private const int CallLength = 40;
    private const int ReplyLength = 24;

    public int Port => 111;

    // The transaction comes back; then a reply (1), accepted (0), an empty verifier, success (0).
    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request.Length < CallLength ? null : [.. request[..4], 0, 0, 0, 1, .. new byte[ReplyLength - 8]];
}
