namespace PortScanner.Core.Evidence;

/// <summary>What answered controls prove of the outstanding probes that they were shuffled among.</summary>
public static class ControlRule
{
    /// <summary>
    /// The chance, at most, that an answerer would have answered an outstanding probe like its controls and yet all its answers went to controls.
    /// Whoever gives fewer answers than it is asked for, for whatever cause, and cannot tell the shuffled packets apart, picks j of the
    /// k + r packets by chance; that none of them is among the outstanding probe's r has the chance C(k, j) / C(k + r, j).
    /// </summary>
    /// <param name="controls">How many controls were asked once, k.</param>
    /// <param name="answered">How many of them were answered, j.</param>
    /// <param name="copies">How many packets each outstanding probe was asked with among them, r.</param>
    public static double ChanceOfHiding(int controls, int answered, int copies)
    {
        var chance = 1.0;
        for (var i = 0; i < answered; i++)
        {
            chance *= (double)(controls - i) / (controls + copies - i);
        }

        return chance;
    }
}
