using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A lab whose client has a browser. Both go from one class to the next; tests have windows of their own.</summary>
public class BrowserLab : ScanLab, IAsyncLifetime
{
    private Chromium? _chromium;

    /// <summary>The lab that most tests use.</summary>
    public BrowserLab()
        : this(ShippedProgram.AllowTheLab)
    {
    }

    private protected BrowserLab(IEnumerable<string> settings)
        : base(settings, isShared: true)
    {
    }

    /// <summary>Why there can be none here; null if there can.</summary>
    public static string? WhyNot => LabRequirements.WhyNot ?? Chromium.WhyNot;

    /// <summary>The client's browser.</summary>
    public Chromium Chromium => _chromium ?? throw new InvalidOperationException(WhyNot);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (WhyNot is null)
        {
            _chromium = Running.Find<Chromium>() ?? Running.Keep(await Chromium.StartAsync(Hosts.Client));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
