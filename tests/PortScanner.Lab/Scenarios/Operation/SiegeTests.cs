using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Operation;

/// <summary>Callers who send slowly, wrongly, too much, or never read: the others are served, and what they began ends.</summary>
public sealed class SiegeTests(HastyLab lab) : LabTest<HastyLab>(lab)
{
    private const string Canary = "canary4711";

    // One more than MaxRequestHeaderCount of docs/configuration.md.
    private const int TooManyHeaders = 1001;

    public static TheoryData<string> Malformed { get; } = new(
        $"{Canary}\r\n\r\n",
        $"GET /{Canary}\r\n\r\n",
        $"GET / HTTP/9.9\r\nHost: {Canary}\r\n\r\n",
        $"GET / HTTP/1.1\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: a\r\nHost: {Canary}\r\n\r\n",
        $"GET /%{Canary} HTTP/1.1\r\nHost: a\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: a\r\n{Canary}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: a\r\nX: \0{Canary}\r\n\r\n",
        $"GET /?{new string('x', 5000)}{Canary} HTTP/1.1\r\nHost: a\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: a\r\nX: {new string('x', 20_000)}{Canary}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat($"X: {Canary}\r\n", TooManyHeaders))}\r\n",
        $"POST /scan HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{Canary}",
        $"POST /scan HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nContent-Length: 10\r\n\r\n{Canary}",
        $"POST /scan HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20000\r\n\r\n{Canary}",
        $"POST /scan HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz{Canary}\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");

    [Theory, MemberData(nameof(Malformed))]
    public async Task Malformed_request_is_refused_and_nothing_of_it_is_logged(string request)
    {
        using var socket = Connect();
        socket.ReceiveTimeout = 20_000;
        socket.Send(Encoding.Latin1.GetBytes(request));
        socket.Shutdown(SocketShutdown.Send);

        // Refused by a status, by the end of the connection, or by a GOAWAY frame (RFC 9113 section 6.8) in its own language.
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            length = socket.Receive(buffer);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
        }

        Assert.Matches("^(HTTP/1[.]1 (4|505)|...\\x07|$)", Encoding.Latin1.GetString(buffer, 0, length).Replace('\0', ' '));
        Assert.Equal(200, VisitorOf(Side.V4).Curl("/").Status);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Canary, Lab.Program.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_connections_that_wait_keep_nobody_from_a_true_result()
    {
        const int idle = 2000;
        const int slow = 500;
        OpenTcp(Client, 22);
        var sockets = Enumerable.Range(0, idle + slow).Select(_ => Connect()).ToList();
        try
        {
            foreach (var socket in sockets.Skip(idle))
            {
                socket.Send(Encoding.ASCII.GetBytes("POST /scan HTTP/1.1\r\nHost: a\r\nX-Slow: "));
            }

            var report = VisitorOf(Side.V4).Scan(new ScanForm { Ports = "22,23" });

            Assert.Equal(["open", "closed"], report.Results.Select(row => row.State));
            Assert.Equal(200, VisitorOf(Side.V4).Curl("/healthz").Status);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Who_never_reads_his_report_loses_it_and_may_ask_again()
    {
        using var socket = Connect(smallestBuffer: true);
        const string form = "consent=yes&profile=full&udp=no&icmp=no&format=ndjson";
        socket.Send(Encoding.ASCII.GetBytes(
            $"POST /scan HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}"));
        var begin = new byte[12];
        socket.Receive(begin);
        Assert.Equal("HTTP/1.1 200", Encoding.ASCII.GetString(begin));

        var again = new ScanForm { Ports = "22" };
        Assert.Equal(409, VisitorOf(Side.V4).Post(again).Status);
        await Eventually.Holds(() => VisitorOf(Side.V4).Post(again).Status == 200, "the scan was given up", TimeSpan.FromSeconds(90));
    }

    // From the namespace: a socket belongs to that in which it was made.
    private Socket Connect(bool smallestBuffer = false) => Client.Run(() =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (smallestBuffer)
        {
            socket.ReceiveBufferSize = 1;
        }

        socket.Connect(new IPEndPoint(Side.V4.Server, ShippedProgram.Port));
        return socket;
    });
}
