namespace PortScanner.Web.Features.Admission;

/// <summary>The right to begin one scan, which counts as running until it ends.</summary>
internal sealed class ScanPermit(Action giveBack, Action scanEnded)
{
    private bool _isUsed;
    private IDisposable? _held;

    /// <summary>Keeps something that is disposed of together with the permit.</summary>
    public void Hold(IDisposable held) => _held = held;

    /// <summary>Uses the permit for a scan.</summary>
    /// <param name="scan">The scan; it ends when nothing more is sent, and does not fail.</param>
    public async Task UseAsync(Task scan)
    {
        _isUsed = true;
        try
        {
            await scan;
        }
        finally
        {
            scanEnded();
            _held?.Dispose();
        }
    }

    /// <summary>Gives it back, unless a scan came of it.</summary>
    public void GiveBackIfUnused()
    {
        if (!_isUsed)
        {
            giveBack();
            _held?.Dispose();
        }
    }
}
