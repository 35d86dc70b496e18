using System.Net;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>nginx's stream module, version 1 over TCP; and whoever else connects there.</summary>
public sealed class NginxStreamTests : ProvedConnectionTests<NginxStreamLab>
{
    private const string Ask = "GET /ip HTTP/1.1\r\nHost: scan.example.org\r\nConnection: close\r\n\r\n";

    public NginxStreamTests(NginxStreamLab lab)
        : base(lab) => Assert.SkipUnless(File.Exists(NginxStreamLab.Module), "the package libnginx-mod-stream is not installed");

    [Theory]
    [InlineData("PROXY TCP4 198.51.100.77 192.0.2.1 1 443\r\n", "HTTP/1.1 200")]
    [InlineData("PROXY UNKNOWN\r\n", "HTTP/1.1 503")]
    [InlineData("PROXY TCP4 010.0.0.1 192.0.2.1 1 443\r\n", "")]
    [InlineData("PROXY TCP6 ::ffff:198.51.100.77 2001:db8::1 1 443\r\n", "")]
    [InlineData("PROXY TCP4 198.51.100.77 192.0.2.1 1 443\n", "")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n", "")] // version 2, which is not allowed here
    [InlineData("", "")]
    public async Task Proxy_is_answered_if_its_header_is_whole_and_right(string header, string answer)
    {
        var written = await ExchangeAsync(Lab.Hosts.Server, IPAddress.Loopback, header + Ask);
        Assert.Equal(answer, written[..Math.Min(written.Length, "HTTP/1.1 200".Length)]);
        Assert.DoesNotContain("198.51.100.77", Lab.Program.Written, StringComparison.Ordinal);
    }

    [Theory, BothFamilies]
    public async Task Header_of_who_is_no_proxy_is_not_even_read(Family family)
    {
        var side = Side.Of(family);
        Assert.Equal("", await ExchangeAsync(Client, side.Server, $"PROXY TCP4 198.51.100.254 192.0.2.1 1 443\r\n{Ask}"));
    }

    [Fact]
    public async Task Proxy_that_sends_half_a_header_and_waits_is_hung_up_on()
    {
        Assert.Equal("", await ExchangeAsync(Lab.Hosts.Server, IPAddress.Loopback, "PROXY TCP4 198.51"));
        Assert.Contains("PROXY header did not come in time", Lab.Program.Written, StringComparison.Ordinal);
    }

    // Sends, and reads until the other side closes; a reset is no answer too.
    private static async Task<string> ExchangeAsync(NetworkNamespace host, IPAddress to, string text)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var socket = host.Run(() => new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        var answer = new StringBuilder();
        try
        {
            await socket.ConnectAsync(to, ShippedProgram.Port, cancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return answer.ToString();
        }

        return answer.ToString();
    }
}
