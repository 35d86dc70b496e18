using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Reports.Model;

/// <summary>Which answers a streamed report has shown, so that silence is not shown and a changed answer is called a correction.</summary>
internal sealed class WrittenAnswers
{
    private readonly Dictionary<Probe, ProbeResult> _written = [];
    private readonly Dictionary<Probe, ProbeResult> _provisional = [];
    private int _untold;

    /// <summary>Whether nothing was shown yet.</summary>
    public bool IsEmpty => _written.Count == 0;

    /// <summary>How many silent probes became provisional since the last call, and are silent still.</summary>
    public int TakeProvisional()
    {
        var count = _untold;
        _untold = 0;
        return count;
    }

    /// <summary>Takes note of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="corrected">What was shown for the same probe before, and is not true any more; null if nothing was.</param>
    /// <returns>Whether the row is to be shown.</returns>
    public bool TryAdd(ReportRow row, out ProbeResult? corrected)
    {
        var result = row.Result;
        if (result.Remarks.HasFlag(Remarks.Provisional))
        {
            // Whatever becomes of what is closed or filtered is no correction.
            _untold += result.State == PortState.Stealth && _provisional.TryAdd(result.Probe, result) ? 1 : 0;
            corrected = null;
            return false;
        }

        _written.TryGetValue(result.Probe, out corrected);
        var tellsSomethingNew = corrected is null
            ? row.IsAnswer
            : (corrected.State, corrected.Reason) != (result.State, result.Reason) || !Equals(corrected.Responder, result.Responder);
        if (_provisional.Remove(result.Probe, out var provisional))
        {
            corrected ??= provisional;
        }

        if (tellsSomethingNew)
        {
            _written[result.Probe] = result;
        }

        return tellsSomethingNew;
    }
}
