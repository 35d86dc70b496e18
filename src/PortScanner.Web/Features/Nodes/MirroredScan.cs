using PortScanner.Core.Addresses;
using PortScanner.Engine.Contract;
using PortScanner.Reports.Model;
using PortScanner.Storage;
using PortScanner.Web.Features.Nodes.Wire;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Features.Nodes;

/// <summary>A scan of another node as that node tells it.</summary>
internal sealed class MirroredScan(ScanKey key, ReportHeader header, ScanRequest request, TimeProvider timeProvider) : IReadScan
{
    private volatile Told _told = new(new StatusMessage(0, false, null, null, null, false, false, null, ProgressMessageOfNothing), timeProvider.GetTimestamp());
    private volatile string _sign = "";
    private volatile bool _isGone;

    /// <inheritdoc />
    public ScanKey Key => key;

    /// <inheritdoc />
    public TimeSpan Age => TimeSpan.FromTicks(_told.Status.Duration) + timeProvider.GetElapsedTime(_told.At);

    /// <inheritdoc />
    public ScanRequest Request => request;

    /// <inheritdoc />
    public ReportHeader Header => header;

    /// <inheritdoc />
    public long? Seed => _told.Status.Seed;

    /// <inheritdoc />
    public IReadOnlyList<OtherSource> Others => [.. (_told.Status.Others ?? []).Select(other => other.Read()).OfType<OtherSource>()];

    /// <inheritdoc />
    public ScanProgress Progress { get; } = new();

    /// <inheritdoc />
    public ScanChanges Changes { get; } = new();

    /// <inheritdoc />
    public DateTimeOffset EndedAt => header.StartedAt + (_told.Status.HasEnded ? TimeSpan.FromTicks(_told.Status.Duration) : Age);

    /// <inheritdoc />
    public bool IsGivenUp => IsGone || _told.Status.IsGivenUp;

    /// <summary>Whether its node has it no longer, or is silent.</summary>
    public bool IsGone => _isGone;

    private static Tester.Wire.ProgressMessage ProgressMessageOfNothing { get; } = Tester.Wire.ProgressMessage.Of(new ScanProgress());

    /// <inheritdoc />
    /// <remarks>Asked by the node that has the scan, a second ago at most.</remarks>
    public string AskSign() => _sign;

    /// <summary>Takes what is told.</summary>
    public void Take(StatusMessage status)
    {
        // An answer that is overtaken by a later one tells what was before.
        if (_told.Status.HasEnded && !status.HasEnded)
        {
            return;
        }

        _told = new Told(status, timeProvider.GetTimestamp());
        _sign = status.Sign ?? _sign;
        if (Enum.IsDefined(status.Progress.Activity))
        {
            status.Progress.Report(Progress);
        }

        if (status.Settled is { } settled)
        {
            Changes.NoteSettled(TimeSpan.FromTicks(settled));
        }

        if (status.HasChanged)
        {
            Changes.Signal();
        }
    }

    /// <summary>Notes that it is gone.</summary>
    public void Lose()
    {
        _isGone = true;
        Changes.Signal();
    }

    private sealed record Told(StatusMessage Status, long At);
}
