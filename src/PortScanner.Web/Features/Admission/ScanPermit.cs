namespace PortScanner.Web.Features.Admission;

/// <summary>The right to begin one scan, which counts as running until it ends.</summary>
/// <param name="giveBack">Gives it back; does not fail.</param>
/// <param name="scanEnded">Is told that the scan has ended; does not fail.</param>
internal sealed class ScanPermit(Func<Task> giveBack, Func<Task> scanEnded)
{
    private bool _isUsed;
    private Action? _whenOver;

    /// <summary>Says what else is to be done once the scan has ended or the permit was given back.</summary>
    public void WhenOver(Action action) => _whenOver += action;

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
            await scanEnded();
            _whenOver?.Invoke();
        }
    }

    /// <summary>Gives it back, unless a scan came of it.</summary>
    public async Task GiveBackIfUnusedAsync()
    {
        if (!_isUsed)
        {
            await giveBack();
            _whenOver?.Invoke();
        }
    }
}
