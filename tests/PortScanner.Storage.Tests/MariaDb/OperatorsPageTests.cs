using System.Data.Common;
using System.Text.RegularExpressions;

using PortScanner.Storage.Limits;
using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>What the operator's page says is so.</summary>
[Trait("Needs", "MariaDB")]
public sealed class OperatorsPageTests(SharedMariaDbServer server)
{
    private static readonly string Folder = Path.Combine(WorkingTree.Folder, "deploy", "mariadb");
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "README.md"));

    [Fact]
    public void Columns_ofThePage_areThoseOfTheSchema()
    {
        var schema = File.ReadAllText(Path.Combine(Folder, "schema.sql")) + File.ReadAllText(Path.Combine(Folder, "limits.sql"));

        var created = Matches(schema, @"^CREATE TABLE IF NOT EXISTS (\w+) \(|^  ([a-z_]+) [A-Z]");
        var table = string.Empty;
        var columns = new List<string>();
        foreach (Match match in created)
        {
            if (match.Groups[1].Success)
            {
                table = match.Groups[1].Value;
            }
            else
            {
                columns.Add($"{table}.{match.Groups[2].Value}");
            }
        }

        Assert.Equal(33, columns.Count);
        Assert.Equal(columns, Matches(Page, @"^\| `(\w+\.\w+)`").Select(row => row.Groups[1].Value));
    }

    [Fact]
    public async Task Account_ofThePage_hasEveryRightThatIsNeeded()
    {
        // Another name than the page's, so that a server which somebody named for the tests keeps what it has.
        const string name = "store_account";
        var connectionString = new DbConnectionStringBuilder { ConnectionString = server.ConnectionStringTo(name) };
        var cancel = TestContext.Current.CancellationToken;
        await server.QueryAsync("mysql", $"DROP DATABASE IF EXISTS {name}");
        await server.QueryAsync("mysql", $"DROP USER IF EXISTS {name}@127.0.0.1");
        foreach (Match statement in Matches(Page, "^   ((CREATE DATABASE|CREATE USER|GRANT) .*;)$"))
        {
            await server.QueryAsync("mysql", statement.Groups[1].Value.Replace("portscanner", name, StringComparison.Ordinal));
        }

        connectionString["User ID"] = name;
        connectionString["Password"] = "a long random password";
        await using var store = new MariaDbScanStore(
            new MariaDbOptions { ConnectionString = connectionString.ConnectionString }, TimeProvider.System);

        await store.InitializeAsync(cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        Assert.True((await store.TryCreateAsync(scan, cancel)).Created);
        Assert.True(await store.AppendAsync(scan.Key, [Samples.Syn(22)], cancel));
        Assert.True(await store.FinishAsync(scan.Key, ScanOutcome.Completed, cancel));
        Assert.Equal([Samples.Syn(22)], (await store.ReadAsync(scan.Key, 0, cancel))!.Results);
        await store.DeleteAsync(scan.Key.Id, cancel);
        await store.DeleteExpiredAsync(cancel);

        await using var limits = new SharedLimits(new SharedLimitOptions(connectionString.ConnectionString, new byte[32], TimeSpan.FromMinutes(10)), TimeProvider.System);
        await limits.InitializeAsync(cancel);
        await limits.EndAsync((await limits.AskAsync(scan.Caller, new SharedAsk([new(32, 20)], [new(32, 4)], 32), cancel)).Place!, TimeSpan.FromSeconds(5));
        await limits.RenewAsync(cancel);
    }

    private static MatchCollection Matches(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.Multiline | RegexOptions.NonBacktracking);
}
