namespace PortScanner.Lab.Listeners.Services;

/// <summary>A memcached server with UDP on, that tells its version in the text and in the binary protocol.</summary>
[Answers("memcached-text"), Answers("memcached-binary")]
internal sealed class MemcachedService : IUdpService
{
    private const int FrameLength = 8;
    private const int BinaryHeaderLength = 24;

    public int Port => 11211;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length <= FrameLength)
        {
            return null;
        }

        var command = request[FrameLength..];
        byte[] frame = [request[0], request[1], 0, 0, 0, 1, 0, 0];
        return command.StartsWith("version"u8) ? [.. frame, .. "VERSION 1.6.18\r\n"u8] : AnswerBinary(frame, command);
    }

    private static byte[]? AnswerBinary(byte[] frame, ReadOnlySpan<byte> command)
    {
        if (command.Length < BinaryHeaderLength || command[0] != 0x80)
        {
            return null;
        }

        var header = new byte[BinaryHeaderLength];
        header[0] = 0x81; // a response
        header[1] = command[1]; // to the same command
        header[11] = 6; // the version's length
        command[12..16].CopyTo(header.AsSpan(12)); // opaque
        return [.. frame, .. header, .. "1.6.18"u8];
    }
}
