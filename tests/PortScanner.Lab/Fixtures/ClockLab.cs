using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>The program's clock can be set, and scans last some seconds.</summary>
public sealed class ClockLab : ScanLab
{
    public ClockLab()
        : this(new FakeClock())
    {
    }

    private ClockLab(FakeClock clock)
        : base([.. ShippedProgram.AllowTheLab, "--Engine:PacketsPerSecondPerTarget=200"], environment: clock.Environment) => Clock = clock;

    /// <summary>The clock.</summary>
    public FakeClock Clock { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Clock.Dispose();
    }
}
