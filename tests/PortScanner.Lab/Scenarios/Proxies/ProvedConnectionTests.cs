using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>Proxies that prove themselves by a Unix socket or by the PROXY protocol, rather than by a secret.</summary>
/// <typeparam name="TLab">The proxy.</typeparam>
public abstract class ProvedConnectionTests<TLab> : LabTest<TLab>
    where TLab : ProxyLab
{
    /// <summary>Skips the test where the proxy is not installed.</summary>
    protected ProvedConnectionTests(TLab lab)
        : base(lab) => Assert.SkipWhen(lab.WhyNoProxy is not null, lab.WhyNoProxy ?? "");

    [Theory, BothFamilies]
    public void Visitor_is_scanned_whatever_a_request_claims(Family family)
    {
        var side = Side.Of(family);
        OpenTcp(Client, 22);
        var visitor = Lab.VisitorOf(side);
        string[] claims = ["-H", $"X-PortScanner-Client: {side.RouterToClient}", "-H", $"X-Forwarded-For: {side.RouterToClient}"];

        Assert.Equal($"{side.Client}\n", visitor.Curl("/ip", claims).Body);
        Assert.Contains($"https://{ProxyFiles.Name}/scan", visitor.Curl("/").Body, StringComparison.Ordinal);
        var report = ScanReport.Parse(visitor.Curl("/scan", [.. claims, .. new ScanForm { Ports = "22,23" }.Arguments()]));
        Assert.Equal(side.Client.ToString(), report.Target.Address);
        Assert.Equal(["open", "closed"], report.Results.OrderBy(row => row.Port).Select(row => row.State));
    }

    [Fact]
    public Task Visitor_is_probed_while_there_and_the_next_owner_of_the_address_is_not() => Absence.Check(Lab, Lab.VisitorOf(Side.V4), Side.V4);

    [Theory, BothFamilies]
    public void Connection_past_the_proxy_gets_no_scan(Family family)
    {
        // From the proxy's own host, but without what proves a proxy.
        var visitor = new Visitor(Lab.Hosts.Server, family == Family.IPv4 ? System.Net.IPAddress.Loopback : Side.V6.Server);
        var answer = visitor.TryCurl("/scan", ["-H", $"X-PortScanner-Client: {Side.Of(family).Client}", .. new ScanForm { Ports = "1" }.Arguments()]);
        Assert.True(answer is null or { Status: 403 }, answer?.Body);
    }
}

/// <summary>nginx over a Unix socket.</summary>
public sealed class NginxSocketTests(NginxSocketLab lab) : ProvedConnectionTests<NginxSocketLab>(lab);

/// <summary>HAProxy, version 2 over a Unix socket.</summary>
public sealed class HaproxyTests(HaproxyLab lab) : ProvedConnectionTests<HaproxyLab>(lab);
