using System.Diagnostics;

using Dapper;

using MySqlConnector;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>
/// A real server, made and removed by <c>tests/mariadb.sh</c>. Where none is installed, tests that ask for it are skipped.
/// </summary>
public class MariaDbServer : IAsyncLifetime
{
    // What the script says, after sysexits.h, where mariadbd is not installed.
    private const int NotInstalled = 69;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"portscanner-mariadb-{Guid.NewGuid():N}");
    private string? _connectionString;
    private string? _skipReason;

    /// <summary>More arguments for the server.</summary>
    public string Arguments { get; init; } = string.Empty;

    /// <summary>The server's folder, with all that it writes.</summary>
    public string Folder => _folder;

    public virtual async ValueTask InitializeAsync()
    {
        var (exitCode, output, errors) = await ScriptAsync("start");
        if (exitCode is not 0 and not NotInstalled)
        {
            throw new InvalidOperationException(errors);
        }

        (_connectionString, _skipReason) = exitCode == 0 ? (output.Trim(), null) : ((string?)null, errors.Trim());
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    public async Task StopAsync()
    {
        if (Directory.Exists(_folder))
        {
            await ScriptAsync("stop");
        }
    }

    /// <summary>Suspends the server for a while, as a machine would that is out of breath, and lets it run for a moment.</summary>
    public async Task SuspendAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await SignalAsync("STOP");
        try
        {
            await Task.Delay(time, cancellationToken);
        }
        finally
        {
            await SignalAsync("CONT");
        }

        await Task.Delay(200, cancellationToken);
    }

    /// <summary>The connection string for a database; skips the test where there is no server.</summary>
    public string ConnectionStringTo(string database)
    {
        Assert.SkipWhen(_skipReason is not null, _skipReason ?? string.Empty);
        return $"{_connectionString};Database={database}";
    }

    /// <summary>Makes a database that is empty, and returns its connection string.</summary>
    public async Task<string> NewDatabaseAsync(string name)
    {
        await QueryAsync("mysql", $"DROP DATABASE IF EXISTS {name}");
        await QueryAsync("mysql", $"CREATE DATABASE {name}");
        return ConnectionStringTo(name);
    }

    /// <summary>Runs SQL as the administrator and returns the rows, each as its cells.</summary>
    public async Task<IReadOnlyList<object?[]>> QueryAsync(string database, string sql)
    {
        await using var connection = new MySqlConnection(ConnectionStringTo(database) + ";Allow User Variables=true;Pooling=false");
        var rows = await connection.QueryAsync(sql);
        return [.. rows.Select(row => ((IDictionary<string, object?>)row).Values.ToArray())];
    }

    private protected void Use(string connectionString) => _connectionString = connectionString;

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", (await File.ReadAllTextAsync(Path.Combine(_folder, "pid"))).Trim()]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task<(int ExitCode, string Output, string Errors)> ScriptAsync(string verb)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(WorkingTree.Folder, "tests", "mariadb.sh"), verb, _folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PORTSCANNER_TEST_MARIADBD_ARGS"] = Arguments },
        })!;
        var errors = script.StandardError.ReadToEndAsync();
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, output, await errors);
    }
}
