using Microsoft.Playwright;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>Debian's Chromium, without a window, on one of the lab's hosts.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";

    /// <summary>A name that the browser knows for the program's IPv4 address.</summary>
    public const string Ipv4Name = "ipv4.example.org";

    /// <summary>A name that the browser knows for the program's IPv6 address.</summary>
    public const string Ipv6Name = "ipv6.example.org";

    // A machine may be busy with other things; nothing is wrong with a page that takes longer then.
    private const float TimeoutInMilliseconds = 60_000;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Why there is no browser here; null if there is one.</summary>
    public static string? WhyNot => File.Exists(Path) ? null : $"the browser {Path} is not installed";

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync(NetworkNamespace host)
    {
        Assertions.SetDefaultExpectTimeout(TimeoutInMilliseconds);
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = System.IO.Path.Combine(BuiltProgram.Repository, "tests/PortScanner.Browser/chromium.sh"),
                Args =
                [
                    $"--host-resolver-rules=MAP {Ipv4Name} {Side.V4.Server},MAP {Ipv6Name} [{Side.V6.Server}]",

                    // To it documentation addresses are none of the internet's, and pages of the internet may not ask them.
                    $"--ip-address-space-overrides={Side.V4.Server}:{ShippedProgram.Port}=public,[{Side.V6.Server}]:{ShippedProgram.Port}=public",
                ],
                Env = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["LAB_NAMESPACE"] = host.Name,
                    ["HOME"] = System.IO.Path.GetTempPath(),
                    ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
                },
            }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>Opens a window with a profile of its own.</summary>
    /// <param name="side">The family that its user knows the program by.</param>
    /// <param name="options">What is special about it.</param>
    public async Task<Window> OpenAsync(Side side, BrowserNewContextOptions? options = null)
    {
        var origin = ShippedProgram.Page(side.Server);
        options = options is null ? new() : new(options);
        options.BaseURL = origin;
        options.Locale ??= "en";
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(TimeoutInMilliseconds);
        return new Window(context, origin);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
