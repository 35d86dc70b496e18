using Microsoft.Playwright;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Fixtures;

/// <summary>A test with browser windows of its own; it fails if a page complained of anything in any of them.</summary>
/// <typeparam name="TLab">The kind of lab.</typeparam>
public abstract class BrowserTest<TLab> : LabTest<TLab>, IAsyncLifetime
    where TLab : BrowserLab
{
    private readonly List<Window> _windows = [];

    /// <summary>Skips the test where there is no browser.</summary>
    protected BrowserTest(TLab lab)
        : base(lab) =>
        Assert.SkipWhen(BrowserLab.WhyNot is not null, BrowserLab.WhyNot ?? "");

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.DisposeAsync();
        }

        Dispose();
        GC.SuppressFinalize(this);
        var complaints = _windows.SelectMany(window => window.Complaints).ToList();
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    /// <summary>Opens a window at the client.</summary>
    /// <param name="side">The family that the visitor comes over.</param>
    /// <param name="options">What is special about it.</param>
    protected async Task<Window> OpenWindowAsync(Side side, BrowserNewContextOptions? options = null)
    {
        var window = await Lab.Chromium.OpenAsync(side, options);
        _windows.Add(window);
        return window;
    }

    /// <summary>Opens a window over IPv4 with one page in it.</summary>
    protected async Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null) =>
        await (await OpenWindowAsync(Side.V4, options)).OpenAsync(path);
}
