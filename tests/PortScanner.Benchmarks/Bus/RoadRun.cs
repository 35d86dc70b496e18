using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

using PortScanner.Benchmarks.Scans;

namespace PortScanner.Benchmarks.Bus;

/// <summary>What a road did in a few seconds.</summary>
/// <param name="Sent">How many batches left.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Own">The processor time of this process, which is both ends.</param>
/// <param name="Broker">The broker's.</param>
internal sealed record RoadRun(long Sent, TimeSpan Elapsed, TimeSpan Own, TimeSpan Broker)
{
    // Eleven rows, as they are written between two processes.
    private const int BatchBytes = 640;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private double[] _latencies = [];

    /// <summary>How many batches arrived.</summary>
    public long Batches => _latencies.Length;

    /// <summary>Measures.</summary>
    /// <param name="road">The road.</param>
    /// <param name="scans">How many scans use it at once.</param>
    /// <param name="batchesPerSecond">How often each sends.</param>
    /// <param name="broker">The broker's process.</param>
    public static async Task<RoadRun> MeasureAsync(IRowRoad road, int scans, int batchesPerSecond, int broker)
    {
        var lanes = new List<RowLane>();
        for (var scan = 0; scan < scans; scan++)
        {
            lanes.Add(await road.OpenAsync());
        }

        var (own, others) = (Environment.CpuUsage.TotalTime, Of(broker));
        var since = Stopwatch.GetTimestamp();
        var count = (int)(Time.TotalSeconds * batchesPerSecond);
        var reading = lanes.ConvertAll(lane => ReadAsync(lane, count));
        await Task.WhenAll(lanes.Select((lane, scan) => SendAsync(lane, count, batchesPerSecond, (double)scan / scans)));
        await Task.WhenAny(Task.WhenAll(reading), Task.Delay(LastWords));
        var elapsed = Stopwatch.GetElapsedTime(since);
        (own, others) = (Environment.CpuUsage.TotalTime - own, Of(broker) - others);
        foreach (var lane in lanes)
        {
            await lane.Close();
        }

        double[] latencies = [.. (await Task.WhenAll(reading)).SelectMany(some => some)];
        Array.Sort(latencies);
        return new RoadRun((long)count * scans, elapsed, own, others) { _latencies = latencies };
    }

    /// <summary>How long a batch took, of which so many took no longer; in milliseconds.</summary>
    public double Percentile(double share) => _latencies.Length == 0 ? double.NaN : _latencies[(int)(_latencies.Length * share)];

    private static TimeSpan Of(int process) => ProcessUsage.Of(process) is var usage ? usage.User + usage.Kernel : default;

    private static async Task SendAsync(RowLane lane, int count, int batchesPerSecond, double offset)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var due = TimeSpan.FromSeconds((number + offset) / batchesPerSecond) - Stopwatch.GetElapsedTime(begin);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var batch = RandomNumberGenerator.GetBytes(BatchBytes);
            BinaryPrimitives.WriteInt64LittleEndian(batch, Stopwatch.GetTimestamp());
            await lane.Send(batch);
        }
    }

    private static async Task<List<double>> ReadAsync(RowLane lane, int count)
    {
        var latencies = new List<double>(count);
        while (latencies.Count < count && await lane.Read() is { } batch)
        {
            latencies.Add(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(batch.Span)).TotalMilliseconds);
        }

        return latencies;
    }
}
