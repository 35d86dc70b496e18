using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>The lab itself, seen by nmap: what the other tests hold for true is true.</summary>
public sealed class HarnessTests
{
    [Theory, BothFamilies]
    public void Mixed_host_is_to_nmap_what_the_truth_says(Family family)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        Tools.Require("nmap");
        var side = Side.Of(family);
        using var hosts = new ThreeHosts();
        hosts.LiftIcmpLimits();
        var listeners = MixedHost.Listening.Select(port => new TcpService(hosts.Client, port)).ToList();
        using var dns = new UdpListener(hosts.Client, new DnsService());
        MixedHost.SetFirewalls(hosts, side);

        Assert.Equal(
            "22 open, 23 closed, 24 filtered, 25 closed, 110 filtered, 111 filtered, 143 filtered",
            Summary(Nmap.Scan(hosts.Server, side, "-sS", MixedHost.TcpPorts)));
        Assert.Equal(
            "53 open, 1000 closed, 1001 open|filtered, 1002 filtered, 1003 open|filtered",
            Summary(Nmap.Scan(hosts.Server, side, "-sU", MixedHost.UdpPorts)));
        listeners.ForEach(listener => listener.Dispose());
    }

    private static string Summary(IReadOnlyDictionary<int, string> states) =>
        string.Join(", ", states.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
}
