using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp;

//  0                   1                   2                   3
//  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
// +---------------+-+-------------+---------------+---------------+
// |    version    |1|   opcode    |       0       |  result code  |
// +---------------+-+-------------+---------------+---------------+

/// <summary>
/// What the answers of NAT-PMP (RFC 6886 section 3) and of PCP (RFC 6887 section 7.2), which share a port, have in common. Neither
/// repeats anything of a request that asks for no mapping, so an answer is known by its syntax.
/// </summary>
internal static class PortControl
{
    private const byte ResponseToOpcode0 = 0x80;
    private const byte Success = 0;
    private const byte UnsupportedVersion = 1;

    /// <summary>"Excessive remote peers" of PCP (RFC 6887 section 7.4), the last code that was given out.</summary>
    private const byte LastResultCode = 13;

    /// <summary>The shortest error that says which version is supported instead: one of NAT-PMP (RFC 6886 section 3.5).</summary>
    private const int ShortestError = 8;

    /// <summary>An answer to a request of opcode 0: in the same version, or the refusal of that version in another one.</summary>
    /// <param name="reply">The UDP payload.</param>
    /// <param name="version">The version that was asked in.</param>
    /// <param name="length">The length of a success in that version, in bytes.</param>
    public static bool Recognises(ReadOnlySpan<byte> reply, byte version, int length)
    {
        var message = new SpanReader(reply);
        return message.TryReadByte(out byte answered)
            && message.Expects(ResponseToOpcode0)
            && message.Expects((byte)0)
            && message.TryReadByte(out byte result)
            && result <= LastResultCode
            && (answered == version) == (result != UnsupportedVersion)
            && (result == Success ? reply.Length == length : reply.Length >= ShortestError);
    }
}
