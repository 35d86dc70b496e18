using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Proxies.Broken;

/// <summary>What stands where a proxy expects the program, and breaks off in every way, by the path that is asked for.</summary>
internal sealed class BrokenUpstream : IDisposable
{
    /// <summary>The path that is answered with 200, after <see cref="Late"/>.</summary>
    public const string LatePath = "/late";

    /// <summary>Longer than the sites' timeout with a visitor.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(40);

    private const string Begun = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        ["/nothing"] = "",
        ["/half-a-line"] = "HTTP/1.1 20",
        ["/half-a-header"] = Begun,
        ["/no-http"] = "SSH-2.0-OpenSSH_9.2\r\n",
        ["/bad-header"] = $"{Begun}no colon\r\n: x\r\n\r\n",
        ["/bad-length"] = $"{Begun}Content-Length: x\r\n\r\nx",
        ["/two-lengths"] = $"{Begun}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n",
        ["/large-header"] = $"{Begun}Large: {new string('x', 100_000)}\r\n\r\n",
        ["/short-body"] = $"{Begun}Content-Length: 1000\r\n\r\nx",
        ["/short-chunk"] = $"{Begun}Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        ["/bad-chunk"] = $"{Begun}Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n",
        ["/interim"] = string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", 50)),
        ["/early"] = "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
    };

    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Listens where the shipped sites look for the program.</summary>
    public BrokenUpstream(NetworkNamespace host)
    {
        _listener = host.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, ShippedProgram.Port));
        _listener.Listen(512);
        _serving = AcceptAsync(_stop.Token);
    }

    /// <summary>What can be asked for: each with a FIN and with a reset behind it, and one that answers for ever.</summary>
    public static IEnumerable<string> Paths => [.. Answers.Keys, .. Answers.Keys.Select(path => path + "-and-reset"), "/stream", "/silence"];

    /// <summary>Stops; from then on connections are refused.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken stop)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptAsync(stop), stop));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private static async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        using var _ = socket;
        try
        {
            var buffer = new byte[65_536];
            var request = "";
            while (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var count = await socket.ReceiveAsync(buffer, stop);
                if (count == 0)
                {
                    return;
                }

                request += Encoding.Latin1.GetString(buffer, 0, count);
            }

            await AnswerAsync(socket, request.Split(' ')[1], stop);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            socket.LingerState = new LingerOption(enable: true, 0);
        }
    }

    private static async Task AnswerAsync(Socket socket, string path, CancellationToken stop)
    {
        const string reset = "-and-reset";
        switch (path)
        {
            case LatePath:
                await Task.Delay(Late, stop);
                break;
            case "/silence":
                await socket.ReceiveAsync(new byte[1], stop);
                return;
            case "/stream":
                await socket.SendAsync(Encoding.ASCII.GetBytes($"{Begun}Transfer-Encoding: chunked\r\n\r\n"), stop);
                while (true)
                {
                    await socket.SendAsync("2\r\nx\n\r\n"u8.ToArray(), stop);
                    await Task.Delay(50, stop);
                }
        }

        var isReset = path.EndsWith(reset, StringComparison.Ordinal);
        await socket.SendAsync(Encoding.ASCII.GetBytes(Answers.GetValueOrDefault(isReset ? path[..^reset.Length] : path, $"{Begun}Content-Length: 1\r\n\r\nx")), stop);
        if (isReset)
        {
            // What was sent must arrive first, as a reset throws away what was not read.
            await Task.Delay(50, stop);
            socket.LingerState = new LingerOption(enable: true, 0);
        }
    }
}
