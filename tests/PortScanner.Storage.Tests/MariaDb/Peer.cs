using System.Net;
using System.Net.Sockets;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>Something that listens where a database is expected, and does with each connection what a test says.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public Peer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        _serving = ServeAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Says something and closes, or waits for the other side to do so.</summary>
    public static Peer Saying(byte[] words, bool closes) => new(async (stream, end) =>
    {
        await stream.WriteAsync(words, end);
        while (!closes && await stream.ReadAsync(new byte[4096], end) > 0)
        {
        }
    });

    /// <summary>A way to a server on which one byte of what it says is another.</summary>
    public static Peer Corrupting(int port, long position, byte mask) => new(async (stream, end) =>
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, end);
        var there = stream.CopyToAsync(server.GetStream(), end);
        var seen = 0L;
        var buffer = new byte[4096];
        while (await server.GetStream().ReadAsync(buffer, end) is > 0 and var length)
        {
            if (position >= seen && position < seen + length)
            {
                buffer[position - seen] ^= mask;
            }

            seen += length;
            await stream.WriteAsync(buffer.AsMemory(0, length), end);
        }

        stream.Close();
        await there;
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> serve)
    {
        var connections = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                connections.Add(HandleAsync(await _listener.AcceptTcpClientAsync(_end.Token), serve));
            }
            catch (OperationCanceledException)
            {
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task HandleAsync(TcpClient client, Func<NetworkStream, CancellationToken, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream(), _end.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The store closed the connection, or the test is over.
            }
        }
    }
}
