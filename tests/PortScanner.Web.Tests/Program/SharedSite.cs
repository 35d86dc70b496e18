namespace PortScanner.Web.Tests.Program;

/// <summary>One running program for all tests that leave nothing behind in it.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    private RunningSite? _site;

    /// <summary>The program; the test is skipped where it cannot run.</summary>
    public RunningSite Site
    {
        get
        {
            RawSockets.Require();
            return _site!;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _site = RawSockets.AreAllowed ? await RunningSite.StartAsync() : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;
}
