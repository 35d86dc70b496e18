using System.Diagnostics.CodeAnalysis;
using System.Net;

using PortScanner.Benchmarks.Output;
using PortScanner.Benchmarks.Scans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Storage;
using PortScanner.Storage.Factory;

namespace PortScanner.Benchmarks.Storage;

/// <summary>The store on a real database: what scans cost, and what happens while it is suspended.</summary>
internal static class StorageBenchmark
{
    private const int Scans = 512;
    private const int AtOnce = 64;
    private const int ManyRows = 65_536;

    private static int _callers;

    /// <summary>Measures all that is wanted.</summary>
    public static MarkdownTable Run(BenchmarkOptions options)
    {
        var table = new MarkdownTable("results in MariaDB", "runs", "ms (least to most)", "processor ms", "KiB allocated", "most pool threads", "answers");
        if (options.Wants("database"))
        {
            RunAsync(options, table).GetAwaiter().GetResult();
        }

        return table;
    }

    private static async Task RunAsync(BenchmarkOptions options, MarkdownTable table)
    {
        using var server = ThrowAwayServer.Start();
        if (server is null)
        {
            return;
        }

        var store = ScanStores.Create(server.ConnectionString, TimeProvider.System);
        await store.InitializeAsync(CancellationToken.None);
        await ScanAllAsync(store, AtOnce);
        await AddAsync("database: create, append 20, read, finish, delete; a scan of 512 in turn", Scans, () => ScanAllAsync(store, 1));
        await AddAsync("database: the same, 64 at once; a scan", Scans, () => ScanAllAsync(store, AtOnce));
        await MeasureManyRowsAsync(store);
        await SuspendOnceAsync(server, store, table);
        if (options.Slow)
        {
            await SuspendOftenAsync(server, table);
        }

        async Task MeasureManyRowsAsync(IScanStore filled)
        {
            var results = Results(ManyRows);
            var key = ScanKey.Create();
            await AddAsync("database: append 65,536 rows", 1, async () =>
            {
                await filled.DeleteAsync(key.Id, CancellationToken.None);
                key = await CreateAsync(filled);
                await filled.AppendAsync(key, results, CancellationToken.None);
            });
            await AddAsync("database: read 65,536 rows", 1, () => filled.ReadAsync(key, 0, CancellationToken.None));
            await filled.DeleteAsync(key.Id, CancellationToken.None);
        }

        async Task AddAsync(string name, int pieces, Func<Task> work)
        {
            var runs = new List<Usage>();
            for (var run = 0; run < options.Runs; run++)
            {
                runs.Add(await Usage.OfAsync(work));
            }

            table.Add(
                name,
                $"{runs.Count}",
                $"{Median.Of(runs.Select(run => run.Elapsed.TotalMilliseconds / pieces)):N1} ({runs.Min(run => run.Elapsed.TotalMilliseconds / pieces):N1} to {runs.Max(run => run.Elapsed.TotalMilliseconds / pieces):N1})",
                $"{Median.Of(runs.Select(run => run.Processor.TotalMilliseconds / pieces)):N1}",
                $"{Median.Of(runs.Select(run => run.Allocated / 1024.0 / pieces)):N0}",
                $"{runs.Max(run => run.Threads)}",
                "");
        }
    }

    private static async Task SuspendOnceAsync(ThrowAwayServer server, IScanStore store, MarkdownTable table)
    {
        var key = await CreateAsync(store);
        var tally = new Tally();
        var usage = default(Usage);
        await server.SuspendAsync(async () => usage = await Usage.OfAsync(
            () => Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => tally.AskAsync(store, key, 0))))));
        await store.DeleteAsync(key.Id, CancellationToken.None);
        table.Add(
            "database: 200 reads while it is suspended, until all are told", "1", $"{usage.Elapsed.TotalMilliseconds:N0}",
            $"{usage.Processor.TotalMilliseconds:N0}", $"{usage.Allocated / 1024:N0}", $"{usage.Threads}", $"{tally}");
    }

    private static async Task SuspendOftenAsync(ThrowAwayServer server, MarkdownTable table)
    {
        var store = ScanStores.Create($"{server.ConnectionString};Default Command Timeout=1;Connection Timeout=1", TimeProvider.System);
        var keys = new List<(ScanKey Key, int Rows)>();
        for (var rows = 1; rows <= 16; rows++)
        {
            var key = await CreateAsync(store);
            await store.AppendAsync(key, Results(rows), CancellationToken.None);
            keys.Add((key, rows));
        }

        var tally = new Tally();
        using var over = new CancellationTokenSource();
        var usage = await Usage.OfAsync(async () =>
        {
            var readers = keys.ConvertAll(scan => Task.Run(async () =>
            {
                while (!over.IsCancellationRequested)
                {
                    await tally.AskAsync(store, scan.Key, scan.Rows);
                }
            }));
            for (var time = 0; time < 30; time++)
            {
                await server.SuspendAsync(() => Task.Delay(TimeSpan.FromMilliseconds(700 + (50 * time))));
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }

            await over.CancelAsync();
            await Task.WhenAll(readers);
        });
        table.Add(
            "database: 16 readers while it is suspended 30 times", "1", $"{usage.Elapsed.TotalMilliseconds:N0}", $"{usage.Processor.TotalMilliseconds:N0}",
            $"{usage.Allocated / 1024:N0}", $"{usage.Threads}", $"{tally}");
    }

    private static Task ScanAllAsync(IScanStore store, int atOnce) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Scans), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, cancel) =>
        {
            var key = await CreateAsync(store);
            await store.AppendAsync(key, Results(20), cancel);
            await store.ReadAsync(key, 0, cancel);
            await store.FinishAsync(key, ScanOutcome.Completed, cancel);
            await store.DeleteAsync(key.Id, cancel);
        });

    private static async Task<ScanKey> CreateAsync(IScanStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        var key = ScanKey.Create();
        var caller = new IPAddress([10, 0, .. BitConverter.GetBytes((ushort)Interlocked.Increment(ref _callers))]);
        await store.TryCreateAsync(new NewScan(key, caller, now.AddMinutes(1), now.AddMinutes(10)), CancellationToken.None);
        return key;
    }

    private static List<ProbeResult> Results(int count) =>
    [
        .. Enumerable.Range(0, count).Select(port => new ProbeResult(
            new Probe(ProbeKind.Syn, (ushort)port), PortState.Open, Reason.SynAck, null, TimeSpan.FromMicroseconds(1234), 63, 1)),
    ];

    // What readers were answered.
    private sealed class Tally
    {
        private int _right;
        private int _wrong;
        private int _told;
        private int _other;

        [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "They are counted.")]
        public async Task AskAsync(IScanStore store, ScanKey key, int rows)
        {
            try
            {
                var isRight = (await store.ReadAsync(key, 0, CancellationToken.None))?.Results.Count == rows;
                Interlocked.Increment(ref isRight ? ref _right : ref _wrong);
            }
            catch (ScanStoreException)
            {
                Interlocked.Increment(ref _told);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _other);
            }
        }

        public override string ToString() => $"right {_right}, wrong {_wrong}, told {_told}, other exceptions {_other}";
    }
}
