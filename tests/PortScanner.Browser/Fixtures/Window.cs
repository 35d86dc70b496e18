using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>A browser window with tabs that share a profile, and everything that went wrong in them.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    // The lab has no certificate, so this header is sent to an origin that a browser does not trust with it.
    private readonly List<string> _expected = ["The Cross-Origin-Opener-Policy header has been ignored"];

    /// <summary>Begins to listen for complaints.</summary>
    /// <param name="context">The window.</param>
    /// <param name="origin">The only origin that pages may ask.</param>
    internal Window(IBrowserContext context, string origin)
    {
        _context = context;
        context.Console += (_, message) =>
        {
            // Breaches of the content security policy are told there, too.
            if (message.Type is "error" or "warning")
            {
                Complain($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => Complain($"uncaught: {error.Error}");
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin + "/", StringComparison.Ordinal) && request.Url.StartsWith("http", StringComparison.Ordinal))
            {
                Complain($"request to another origin: {request.Url}");
            }
        };
        context.Response += (_, response) =>
        {
            if (response.Status >= 500)
            {
                Complain($"{response.Status} for {response.Url}");
            }
        };
    }

    /// <summary>What went wrong and was not expected.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints.Where(complaint => !_expected.Exists(part => complaint.Contains(part, StringComparison.Ordinal)))];
            }
        }
    }

    /// <summary>Opens a page in a tab of its own.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var page = await NewTabAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens an empty tab.</summary>
    public Task<IPage> NewTabAsync() => _context.NewPageAsync();

    /// <summary>Goes offline or back; connections that stand stay.</summary>
    public Task SetOfflineAsync(bool offline) => _context.SetOfflineAsync(offline);

    /// <summary>Says that complaints with these words are what the test provokes.</summary>
    public void Expect(string words) => _expected.Add(words);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Complain(string complaint)
    {
        lock (_complaints)
        {
            _complaints.Add(complaint);
        }
    }
}
