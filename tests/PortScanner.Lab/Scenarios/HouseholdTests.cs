using PortScanner.Lab.Crowds;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>Somebody who has all addresses of an IPv6 network, and would like to keep the tester busy.</summary>
public sealed class HouseholdTests(HouseholdLab lab) : LabTest<HouseholdLab>(lab)
{
    private static readonly ScanForm Full = new() { Profile = "full", Udp = "no", Format = "text" };
    private static readonly ScanForm Small = new() { Ports = "22" };

    [Fact]
    public async Task Network_has_four_full_scans_at_once_and_others_are_tested_meanwhile()
    {
        Crowd.Guard(Client, errorsPerSecond: null);
        var begun = 0;
        var running = Enumerable.Range(0, 4).Select(i => From(CrowdHost.Silent, i).Stream(Full, NoteBeginning)).ToList();
        try
        {
            await Eventually.Holds(() => Volatile.Read(ref begun) == 4, "the full scans began");

            var refused = From(CrowdHost.Silent, 4).Post(Small);
            Assert.Equal((429, "10"), (refused.Status, refused.Header("Retry-After")));
            Assert.Equal(200, From(CrowdHost.NoFirewall, 0).Post(Small).Status);
            Assert.Equal(200, new Visitor(Client, Side.V4.Server, CrowdHost.NoFirewall.Address(Side.V4, 0)).Post(Small).Status);
            Assert.All(running, scan => Assert.False(scan.HasExited));

            // A scan whose reader has gone runs no longer.
            running[0].Dispose();
            running.RemoveAt(0);
            await Eventually.Holds(() => From(CrowdHost.Silent, 4).Post(Small).Status == 200, "there is room for another");
        }
        finally
        {
            running.ForEach(scan => scan.Dispose());
        }

        void NoteBeginning(string line)
        {
            if (line.Contains("Started", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref begun);
            }
        }
    }

    private Visitor From(CrowdHost host, int index) => new(Client, Side.V6.Server, host.Address(Side.V6, index));
}
