using System.Globalization;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>A MariaDB server of its own, made by <c>tests/mariadb.sh</c> inside a namespace.</summary>
internal sealed class Database : IDisposable
{
    // EX_UNAVAILABLE of sysexits.h, by which the script says so.
    private const int NotInstalled = 69;

    private readonly NetworkNamespace _host;

    private Database(NetworkNamespace host, string folder, string connectionString)
    {
        _host = host;
        Folder = folder;
        ConnectionString = connectionString;
    }

    /// <summary>Everything that the server writes.</summary>
    public string Folder { get; }

    /// <summary>For the program.</summary>
    public string ConnectionString { get; }

    /// <summary>How the program is told of it.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PORTSCANNER_ConnectionStrings__Results"] = ConnectionString };

    private static string Script => Path.Combine(BuiltProgram.Repository, "tests/mariadb.sh");

    /// <summary>Starts a server with an empty database; skips the test where MariaDB is not installed.</summary>
    public static Database Start(NetworkNamespace host)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"{host.Name}-{Guid.NewGuid():N}");

        // The script leaves a server behind that holds on to its standard output, so the string goes through a file.
        var answer = folder + ".connection";
        try
        {
            var start = host.RunIn("sh", ["-c", "exec \"$0\" start \"$1\" >\"$2\"", Script, folder, answer]);
            Assert.SkipWhen(start.ExitCode == NotInstalled, start.Errors.Trim());
            start.Succeeded();
            var database = new Database(host, folder, $"{File.ReadAllText(answer).Trim()};Database=portscanner");
            database.Query("CREATE DATABASE portscanner", "mysql");
            return database;
        }
        finally
        {
            File.Delete(answer);
        }
    }

    /// <summary>The rows of a table of the program's.</summary>
    public long Count(string table) => long.Parse(Query($"SELECT COUNT(*) FROM {table}", "portscanner"), CultureInfo.InvariantCulture);

    /// <summary>Ends the server as a crash would.</summary>
    public void Kill() => Signal("KILL");

    /// <summary>Starts it again after <see cref="Kill"/>.</summary>
    public void StartAgain() => _host.RunIn("sh", ["-c", "exec \"$0\" again \"$1\" >/dev/null", Script, Folder]).Succeeded();

    /// <summary>Suspends it for a while, as a machine would that is out of breath.</summary>
    public void Suspend(Action meanwhile)
    {
        Signal("STOP");
        try
        {
            meanwhile();
        }
        finally
        {
            Signal("CONT");
        }
    }

    /// <summary>Runs statements.</summary>
    public void Execute(string sql) => Query(sql, "portscanner");

    /// <summary>Runs a statement that writes until a table is full.</summary>
    public void Fill(string sql)
    {
        var result = Run(sql, "portscanner");
        Assert.Contains("is full", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>Runs statements in the program's database.</summary>
    public void Run(string sql) => Query(sql, "portscanner");

    /// <summary>Stops the server and deletes its files.</summary>
    public void Dispose() => _host.RunIn(Script, ["stop", Folder]);

    private void Signal(string name) => Command.Run("kill", [$"-{name}", File.ReadAllText(Path.Combine(Folder, "pid")).Trim()]).Succeeded();

    private string Query(string sql, string database) => Run(sql, database).Succeeded().Output.Trim();

    private CommandResult Run(string sql, string database) => _host.RunIn(
        "mariadb", ["--no-defaults", $"--socket={Folder}/socket", "--user=root", "--batch", "--skip-column-names", "-e", sql, database]);
}
