using System.Buffers.Binary;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A camera that describes itself to a search, as Dahua's do.</summary>
[Answers("dhip", Family.IPv4)]
internal sealed class DhipService : IUdpService
{
    private const int HeaderLength = 32;

    private static ReadOnlySpan<byte> Description =>
        """{"mac":"00:00:5e:00:53:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"IPC","HttpPort":80}}}"""u8;

    public int Port => 37810;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length <= HeaderLength || request[HeaderLength..].IndexOf("DHDiscover.search"u8) < 0)
        {
            return null;
        }

        byte[] answer = [.. request[..HeaderLength], .. Description];
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(16), Description.Length);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(24), Description.Length);
        return answer;
    }
}
