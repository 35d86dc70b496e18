using PortScanner.Core.Addresses;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Contract;

/// <summary>
/// A scan that has begun. It holds its part of the machine until its results were read to the end, its reading was given up, or it was disposed
/// of: whoever began it does that in any case, and not while a result is awaited.
/// </summary>
public sealed class BegunScan : ScanStart, IAsyncDisposable
{
    /// <summary>The largest <see cref="Seed"/>: what every reader of JSON holds exactly (RFC 8259 section 6).</summary>
    public const long LargestSeed = (1L << 53) - 1;

    private readonly IAsyncEnumerator<IReadOnlyList<ProbeResult>> _scan;
    private readonly IAsyncDisposable _held;
    private int _isRead;
    private int _isDisposed;

    /// <summary>Takes over what a scan holds.</summary>
    /// <param name="route">How its probes reach the target.</param>
    /// <param name="scan">The scan itself, of which nothing is done before its first element is asked for.</param>
    /// <param name="held">What it holds of the machine; given back once the scan has ended.</param>
    public BegunScan(ProbeRoute route, IAsyncEnumerable<IReadOnlyList<ProbeResult>> scan, IAsyncDisposable held)
    {
        Route = route;

        // The scan has the token that it was begun with.
        _scan = scan.GetAsyncEnumerator(CancellationToken.None);
        _held = held;
    }

    /// <summary>The address that its probes leave from, and how they reach the target.</summary>
    public ProbeRoute Route { get; }

    /// <summary>
    /// What its order was drawn from, 0 to <see cref="LargestSeed"/>; null where that is not known. It tells which packets are controls, so that no
    /// visitor is told before the scan is over.
    /// </summary>
    public long? Seed { get; init; }

    /// <summary>
    /// The packets a second that the machine had for it as it began, beside the other scans; fewer leave where the path carries less, or others begin.
    /// Null for a scan that is over before that matters, and where it is not known.
    /// </summary>
    public int? PacketsPerSecond { get; init; }

    /// <summary>From where else its packets came so far, where others test, too: known once it is over.</summary>
    public Func<IReadOnlyList<OtherSource>> Others { get; init; } = static () => [];

    /// <summary>
    /// Batches of results as they are decided; the first probe is sent when the first batch is asked for. Stronger evidence can bring a second
    /// result for a probe, which replaces the first. When the sequence ends, each probe of the plan has had a result. It is read once.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was read before, or the scan was disposed of: there are no results that an end could stand for.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ProbeResult>> ReadAsync()
    {
        if (Interlocked.Exchange(ref _isRead, 1) != 0 || Volatile.Read(ref _isDisposed) != 0)
        {
            throw new InvalidOperationException("The results of a scan are read once, and before it is disposed of.");
        }

        await using (this)
        {
            while (await _scan.MoveNextAsync())
            {
                yield return _scan.Current;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            // Sending stops before the source ports become another scan's.
            try
            {
                await _scan.DisposeAsync();
            }
            finally
            {
                await _held.DisposeAsync();
            }
        }
    }
}
