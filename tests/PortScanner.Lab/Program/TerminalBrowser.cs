using System.Text.RegularExpressions;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>A browser in a terminal that is so high that each page fits it, worked with the keys. The status line says where the cursor stands.</summary>
public sealed partial class TerminalBrowser : IDisposable
{
    private const string Down = "\u001b[B";
    private const int MostSteps = 80;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-lab-").FullName;
    private readonly Command _terminal;

    /// <summary>Opens a page.</summary>
    /// <param name="host">Where the visitor sits.</param>
    /// <param name="name">The browser.</param>
    /// <param name="page">The page.</param>
    public TerminalBrowser(NetworkNamespace host, string name, string page) => _terminal = host.StartIn(
        "script",
        ["-qefc", $"stty rows 200 cols 100; exec {name} '{page}'", Transcript],
        environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["TERM"] = "vt100", ["HOME"] = _folder });

    private string Transcript => Path.Combine(_folder, "transcript");

    /// <summary>Waits until something was written on the screen.</summary>
    /// <param name="words">What.</param>
    public Task ShowsAsync(string words) => Eventually.Holds(() => Written.Contains(words, StringComparison.Ordinal), $"the screen shows \"{words}\"", Timeout);

    /// <summary>Goes down from link to field until the status line names one.</summary>
    /// <param name="status">What it says there.</param>
    public async Task GoToAsync(string status)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var before = Written.Length;
            Type(Down);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            if (Written[before..].Contains(status, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"Nothing on the page is \"{status}\":\n{Written}");
    }

    /// <summary>Presses keys.</summary>
    public void Type(string keys) => _terminal.Type(keys);

    /// <inheritdoc/>
    public void Dispose()
    {
        _terminal.Dispose();

        // Without its terminal the browser ends by itself, and may still write down where it was.
        Command.Run("sh", ["-c", "for i in 1 2 3 4 5 6 7 8 9; do rm -rf \"$1\" && exit; sleep 0.5; done; exit 1", "rm", _folder]).Succeeded();
    }

    // What moves the cursor or changes the colour stands for a blank, so that words beside each other stay apart.
    private string Written => File.Exists(Transcript) ? Controls().Replace(ReadShared(), " ") : "";

    private string ReadShared()
    {
        using var reader = new StreamReader(new FileStream(Transcript, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|[()].)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Controls();
}
