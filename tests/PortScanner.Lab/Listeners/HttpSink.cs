using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Listeners;

/// <summary>Takes whatever is posted to it, as a collector of metrics does, and keeps all of it.</summary>
internal sealed class HttpSink : IDisposable
{
    private const string LengthField = "content-length:";

    private readonly TcpListener _listener;
    private readonly List<byte> _received = [];

    /// <summary>Begins to listen on loopback.</summary>
    public HttpSink(NetworkNamespace host, int port)
    {
        _listener = host.Run(() =>
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return listener;
        });
        _ = AcceptAsync();
    }

    /// <summary>All that came.</summary>
    public byte[] Received
    {
        get
        {
            lock (_received)
            {
                return [.. _received];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TakeAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    // One request a connection.
    private async Task TakeAsync(NetworkStream stream)
    {
        var request = new List<byte>();
        var buffer = new byte[65536];
        int count;
        while (!IsWhole(request) && (count = await stream.ReadAsync(buffer)) > 0)
        {
            request.AddRange(buffer.AsSpan(0, count));
        }

        lock (_received)
        {
            _received.AddRange(request);
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
    }

    private static bool IsWhole(List<byte> request)
    {
        var text = Encoding.Latin1.GetString([.. request]);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = text.IndexOf(LengthField, StringComparison.OrdinalIgnoreCase);
        return end >= 0
            && (length < 0 || request.Count >= end + 4 + int.Parse(text[(length + LengthField.Length)..text.IndexOf('\r', length)], CultureInfo.InvariantCulture));
    }
}
