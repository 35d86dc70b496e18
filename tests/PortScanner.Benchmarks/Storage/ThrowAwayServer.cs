using System.Diagnostics;
using System.Globalization;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Benchmarks.Storage;

/// <summary>A MariaDB server of its own, by <c>tests/mariadb.sh</c>.</summary>
internal sealed class ThrowAwayServer : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"portscanner-benchmark-{Guid.NewGuid():N}");
    private readonly string _connectionString;

    private ThrowAwayServer() => _connectionString = Script("start").Trim();

    /// <summary>A database that is empty.</summary>
    public string ConnectionString => $"{_connectionString};Database=benchmark";

    /// <summary>Starts one; null where MariaDB is not installed.</summary>
    public static ThrowAwayServer? Start()
    {
        if (!LabRequirements.HasTool("mariadbd"))
        {
            return null;
        }

        var server = new ThrowAwayServer();
        Run("mariadb", ["--no-defaults", $"--socket={server._folder}/socket", "--user=root", "-e", "CREATE DATABASE benchmark"]);
        return server;
    }

    /// <summary>Suspends it while something is done.</summary>
    public async Task SuspendAsync(Func<Task> meanwhile)
    {
        Signal("STOP");
        try
        {
            await meanwhile();
        }
        finally
        {
            Signal("CONT");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Script("stop");

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}."));
    }

    private void Signal(string name) => Run("kill", [$"-{name}", File.ReadAllText(Path.Combine(_folder, "pid")).Trim()]);

    private string Script(string verb) => Run("bash", [Path.Combine(BuiltProgram.Repository, "tests/mariadb.sh"), verb, _folder]);
}
