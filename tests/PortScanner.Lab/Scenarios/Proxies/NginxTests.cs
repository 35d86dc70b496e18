using System.Net.Security;
using System.Net.Sockets;
using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>With nginx.</summary>
public sealed class NginxTests(NginxLab lab) : ProxyTests<NginxLab>(lab)
{
    // Only the connection with nginx shows that the path works.
    [Theory, BothFamilies]
    public void Visitor_who_answers_nothing_is_proved_stealth_by_the_connection_with_the_proxy(Family family)
    {
        var side = Side.Of(family);
        Firewall.Set(Client, "input", side.IsV6 ? "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\nct state established accept\ndrop" : "ct state established accept\ndrop");

        var report = Lab.VisitorOf(side).Scan(new ScanForm { Ports = "22,23" });

        Assert.All(report.Results, row => Assert.Equal("stealth", row.State));
    }

    [Fact]
    public async Task Address_that_has_all_it_may_under_way_is_refused_and_others_are_served_and_nothing_is_logged()
    {
        const int most = 100;
        var cancellationToken = TestContext.Current.CancellationToken;
        var visitor = Lab.VisitorOf(Side.V4);
        var begun = Encoding.ASCII.GetBytes(
            $"POST /scan HTTP/1.1\r\nHost: {ProxyFiles.Name}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n");
        var streams = await Task.WhenAll(Enumerable.Range(0, most).Select(_ => ConnectAsync(Side.V4, cancellationToken)));
        try
        {
            await Task.WhenAll(streams.Select(stream => stream.WriteAsync(begun, cancellationToken).AsTask()));

            await Eventually.Holds(() => visitor.Curl("/ip").Status == 429, "all that one address may have was under way");
            Assert.Equal(200, Lab.VisitorOf(Side.V6).Curl("/ip").Status);
        }
        finally
        {
            Array.ForEach(streams, stream => stream.Dispose());
        }

        await Eventually.Holds(() => visitor.Curl("/ip").Status == 200, "the address was served again");
        Assert.Empty(VisitorTraces.FoundIn(Lab.ProxyLogged));
    }

    private async Task<SslStream> ConnectAsync(Side side, CancellationToken cancellationToken)
    {
        var socket = Client.Run(() => new Socket(side.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(side.Server, 443, cancellationToken);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = ProxyFiles.Name,

                // The lab's certificate is its own issuer.
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={ProxyFiles.Name}",
            },
            cancellationToken);
        return stream;
    }
}
