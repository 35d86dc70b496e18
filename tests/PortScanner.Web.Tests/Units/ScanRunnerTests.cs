using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Core.Addresses;
using PortScanner.Core.Plans;
using PortScanner.Core.Words;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Engine;
using PortScanner.Storage;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Counters;
using PortScanner.Web.Features.Scans;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Units;

[Trait("Needs", "raw sockets")]
public sealed class ScanRunnerTests
{
    [Fact]
    public async Task Scan_that_the_engine_refuses_is_refused_before_anything_is_answered()
    {
        RawSockets.Require();

        // Admission lets loopback in, and the engine, which asks once more, does not.
        using var engine = new ScanEngine(
            new ScanEngineOptions { SourcePorts = "61400-61499" }, _ => new Phrase("address.denied"), TimeProvider.System);
        var store = new InMemoryScanStore(TimeProvider.System);
        var runner = new ScanRunner(engine, store, new ScanTally(), TimeProvider.System, NullLogger<ScanRunner>.Instance);
        var target = Target();
        Assert.True(ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetwork), out var plan, out _));
        using var path = new VisitorPath(new VisitorSigns(TimeProvider.System), null, TimeProvider.System);
        var refused = await Assert.ThrowsAsync<ScanRefusedException>(
            () => runner.StartAsync(target, plan, path, null, ScanKey.Create(), TestContext.Current.CancellationToken));
        Assert.Equal((ScanRefusal.AddressPolicy, "The operator of this tester has excluded your address from testing."), (refused.Refusal, refused.Message));
    }

    private static ScanTarget Target()
    {
        var context = new DefaultHttpContext();
        CallerAddress.Prove(context, IPAddress.Loopback);
        var admission = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions { AllowLoopback = true }));
        return admission.TryAdmit(CallerAddress.Of(context), out _)!;
    }
}
