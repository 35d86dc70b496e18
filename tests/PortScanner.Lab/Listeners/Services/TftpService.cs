namespace PortScanner.Lab.Listeners.Services;

/// <summary>A TFTP server without files, which answers from a new transfer identifier as RFC 1350 section 4 asks.</summary>
[Answers("tftp")]
internal sealed class TftpService : IUdpService
{
    public int Port => 69;

    public bool AnswersFromOtherPort => true;

    // A read request is opcode 1; the answer is opcode 5, error code 1.
    public byte[]? Answer(ReadOnlySpan<byte> request) =>
        request is [0, 1, ..] ? [0, 5, 0, 1, .. "File not found"u8, 0] : null;
}
