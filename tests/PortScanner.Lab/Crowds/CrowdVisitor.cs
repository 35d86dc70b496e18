using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Crowds;

/// <summary>
/// One of many visitors: a socket bound to an address, and the simplest HTTP. A thousand curls would leave the program no processor.
/// </summary>
public sealed class CrowdVisitor : IDisposable
{
    private readonly Socket _socket;
    private readonly IPEndPoint _server;

    private CrowdVisitor(IPAddress address, IPAddress server)
    {
        _server = new IPEndPoint(server, ShippedProgram.Port);
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(address, 0));
    }

    /// <summary>Lets visitors scan themselves, all at once.</summary>
    /// <param name="client">The host that has their addresses.</param>
    /// <param name="server">The address that they know the program by.</param>
    /// <param name="addresses">Who they are.</param>
    /// <param name="form">What they ask for.</param>
    /// <returns>What each got, in the order of their addresses.</returns>
    public static async Task<CrowdAnswer[]> ScanAllAsync(
        NetworkNamespace client, IPAddress server, IReadOnlyList<IPAddress> addresses, ScanForm form)
    {
        var visitors = client.Run(() => addresses.Select(address => new CrowdVisitor(address, server)).ToList());
        try
        {
            var request = await Request(form);
            return await Task.WhenAll(visitors.Select(visitor => visitor.AskAsync(request)));
        }
        finally
        {
            visitors.ForEach(visitor => visitor.Dispose());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<CrowdAnswer> AskAsync(byte[] request)
    {
        var since = Stopwatch.GetTimestamp();
        await _socket.ConnectAsync(_server);
        await using var stream = new NetworkStream(_socket);
        await stream.WriteAsync(request);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer);
        return new CrowdAnswer(Stopwatch.GetElapsedTime(since).TotalSeconds, Encoding.UTF8.GetString(answer.ToArray()));
    }

    // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
    private static async Task<byte[]> Request(ScanForm form)
    {
        using var content = new FormUrlEncodedContent(form.Fields());
        var body = await content.ReadAsStringAsync();
        return Encoding.ASCII.GetBytes(
            $"POST /scan HTTP/1.0\r\nHost: crowd\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
