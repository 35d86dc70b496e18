namespace PortScanner.Benchmarks.Bus;

/// <summary>A way from a tester to a web node.</summary>
internal interface IRowRoad : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>Opens it for a scan.</summary>
    Task<RowLane> OpenAsync();
}

/// <summary>One scan's part of a road.</summary>
/// <param name="Send">Sends a batch; completes once it is on its way, or later where there is no room.</param>
/// <param name="Read">Reads the next batch; null once there are no more.</param>
/// <param name="Close">Ends it.</param>
internal sealed record RowLane(Func<ReadOnlyMemory<byte>, ValueTask> Send, Func<ValueTask<ReadOnlyMemory<byte>?>> Read, Func<ValueTask> Close);
