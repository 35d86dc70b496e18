using System.Buffers.Binary;
using System.Net.Sockets;

namespace PortScanner.Benchmarks.Bus;

/// <summary>A Unix socket for each scan, with the length before each batch.</summary>
internal sealed class SocketRoad : IRowRoad
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-road-").FullName;
    private readonly Socket _listening = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public SocketRoad()
    {
        _listening.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "socket")));
        _listening.Listen();
    }

    public string Name => "Unix socket";

    public async Task<RowLane> OpenAsync()
    {
        var web = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await web.ConnectAsync(_listening.LocalEndPoint!);
        var (from, to) = (new NetworkStream(await _listening.AcceptAsync(), ownsSocket: true), new NetworkStream(web, ownsSocket: true));
        return new RowLane(
            async batch =>
            {
                var frame = new byte[sizeof(int) + batch.Length];
                BinaryPrimitives.WriteInt32LittleEndian(frame, batch.Length);
                batch.CopyTo(frame.AsMemory(sizeof(int)));
                await from.WriteAsync(frame);
            },
            async () =>
            {
                var length = new byte[sizeof(int)];
                if (await to.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false) < length.Length)
                {
                    return null;
                }

                var batch = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
                await to.ReadExactlyAsync(batch);
                return batch;
            },
            async () =>
            {
                await from.DisposeAsync();
                await to.DisposeAsync();
            });
    }

    public ValueTask DisposeAsync()
    {
        _listening.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
