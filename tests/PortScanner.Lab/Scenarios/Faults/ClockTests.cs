using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios.Faults;

/// <summary>The machine's clock is set while a scan is on its way.</summary>
public sealed class ClockTests(ClockLab lab) : LabTest<ClockLab>(lab)
{
    [Theory]
    [InlineData("-1h")]
    [InlineData("+1h")]
    public async Task Clock_that_is_set_changes_no_result(string offset)
    {
        Assert.SkipWhen(FakeClock.WhyNot is not null, FakeClock.WhyNot ?? "");
        OpenTcp(Client, WideHost.Listening);
        try
        {
            var report = await InterruptedScan.Run(Lab, VisitorOf(Side.V4), Side.V4, () => Lab.Clock.Set(offset));

            WideHost.Check(report);
            Assert.InRange(report.DurationMs, 0, TimeSpan.FromMinutes(5).TotalMilliseconds);
            Assert.Equal(offset == "+1h", await ClockSaysAsync(TimeProvider.System.GetUtcNow().AddMinutes(30)));
        }
        finally
        {
            Lab.Clock.Set("+0");
        }
    }

    // That the program did see its clock set: its answers bear the time.
    private async Task<bool> ClockSaysAsync(DateTimeOffset atLeast)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var date = VisitorOf(Side.V4).Curl("/healthz").Header("Date")!;
        return DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture) >= atLeast;
    }
}
