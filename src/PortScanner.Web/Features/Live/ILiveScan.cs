using PortScanner.Storage;
using PortScanner.Web.Features.Liveness;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Live;

/// <summary>A scan that a page follows, whichever node runs it.</summary>
internal interface ILiveScan
{
    /// <summary>The name by which its page knows it, and nobody else.</summary>
    string Token { get; }

    /// <summary>The scan.</summary>
    IReadScan Scan { get; }

    /// <summary>Notes a reader, until the returned object is disposed of.</summary>
    /// <param name="cancellationToken">The reader is gone.</param>
    /// <returns>Why not, where there is none.</returns>
    Task<Attachment> TryAttachAsync(CancellationToken cancellationToken);

    /// <summary>Takes what the visitor was asked for, over a request that came from the visitor's address.</summary>
    Task NoteAliveAsync(string sign);

    /// <summary>Stops it and deletes it.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> EndAsync();
}

/// <summary>Whether there is a reader.</summary>
/// <param name="Reader">The reader; null if there is none.</param>
/// <param name="IsGone">Whether that is because the scan is gone; else there are too many.</param>
internal readonly record struct Attachment(ILiveReader? Reader, bool IsGone = false);

/// <summary>One who reads a scan.</summary>
internal interface ILiveReader : IAsyncDisposable
{
    /// <summary>Where the results are read.</summary>
    IScanReader Results { get; }

    /// <summary>Hears the visitor over the connection of the reader's request, too.</summary>
    void ListenTo(IVisitorConnection? connection);

    /// <summary>Notes that a page knows of the end, and so will take the reports and delete the scan.</summary>
    void NoteEndSent();
}

/// <summary>The live scans of other nodes.</summary>
internal interface IScansElsewhere
{
    /// <summary>Finds a scan.</summary>
    /// <returns>Null if there is none, or its node does not answer.</returns>
    Task<ILiveScan?> FindAsync(ScanKey key, CancellationToken cancellationToken);
}

/// <summary>There are no other nodes.</summary>
internal sealed class NothingElsewhere : IScansElsewhere
{
    /// <inheritdoc />
    public Task<ILiveScan?> FindAsync(ScanKey key, CancellationToken cancellationToken) => Task.FromResult<ILiveScan?>(null);
}
