using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class MissingResultsTests
{
    [Theory]
    [InlineData(Reason.NoReply, true)]
    [InlineData(Reason.RateLimited, true)]
    [InlineData(Reason.TesterFiltered, false)]
    [InlineData(Reason.TesterPath, false)]
    [InlineData(Reason.TesterLost, false)]
    [InlineData(Reason.BusLost, false)]
    [InlineData(Reason.TestersDiffer, false)]
    public void What_only_tells_of_the_tester_is_no_result_and_replaces_one(Reason reason, bool isResult)
    {
        Assert.True(PortSpecification.TryParse("22,U:53", out var ports, out _));
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, AddressFamily.InterNetwork) { Ports = ports }, out var plan, out _));
        var missing = new MissingResults(plan);
        foreach (var probe in plan.Probes)
        {
            missing.Remove([Row(probe, Reason.SynAck)]);
        }

        Assert.True(missing.IsEmpty);
        foreach (var probe in plan.Probes)
        {
            missing.Remove([Row(probe, reason)]);
            Assert.Equal(isResult, missing.IsEmpty);
            missing.Remove([Row(probe, Reason.NoReply)]);
            Assert.True(missing.IsEmpty);
        }
    }

    private static ProbeResult Row(Probe probe, Reason reason) => new(probe, reason.Info().State, reason, null, null, null, 1);
}
