using System.Net;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios;

/// <summary>A minute after the last report was served, the process's own memory has no visitor's address in it any more.</summary>
public sealed class ForgottenAddressTests : IDisposable
{
    private static readonly IPAddress[] Addresses = [IPAddress.Parse("198.51.100.213"), IPAddress.Parse("2001:db8:2::c0de:fade:5ca1")];

    private readonly ThreeHosts _hosts;

    public ForgottenAddressTests()
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        _hosts = new ThreeHosts();
        _hosts.Client.Configure($"addr add {Addresses[0]}/24 dev wan\naddr add {Addresses[1]}/64 dev wan nodad");
    }

    [Fact]
    public async Task Addresses_of_visitors_are_gone_within_a_minute_of_the_purge()
    {
        using var program = ShippedProgram.Start(_hosts.Server, [Side.V4.Server, Side.V6.Server], ShippedProgram.AllowTheLab);
        Assert.Empty(ProcessMemory.FoundIn(program.ProcessId, Addresses));
        foreach (var (side, address) in new[] { Side.V4, Side.V6 }.Zip(Addresses))
        {
            var visitor = new Visitor(_hosts.Client, side.Server, address);
            Firewall.Set(_hosts.Client, "input", side, "tcp dport 24 drop");
            Assert.Contains(address.ToString(), visitor.Curl("/ip").Body, StringComparison.Ordinal);
            Assert.Contains(address.ToString(), visitor.Curl("/", "-H", "Accept: text/html").Body, StringComparison.Ordinal);
            foreach (var format in (string[])["text", "html", "json", "xml"])
            {
                Assert.Equal(200, visitor.Post(new ScanForm { Ports = "22,24,U:53", Icmp = "yes", Format = format }).Status);
            }

            var live = LiveScan.Begin(visitor, new ScanForm { Ports = "22,23", Format = null });
            live.Follow();
            Assert.Equal(204, live.Delete().Status);
        }

        await Task.Delay(TimeSpan.FromSeconds(55), TestContext.Current.CancellationToken);
        var found = ProcessMemory.FoundIn(program.ProcessId, Addresses);
        Assert.True(found.Count == 0, string.Join('\n', found));
        program.Stop();
    }

    [Fact]
    public void Address_that_is_there_would_be_found()
    {
        using var holder = Command.Start("sh", ["-c", $"kept={Addresses[0]}; read line"]);
        Assert.NotEmpty(ProcessMemory.FoundIn(holder.Id, Addresses));
    }

    public void Dispose() => _hosts.Dispose();
}
