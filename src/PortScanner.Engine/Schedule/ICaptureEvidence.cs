namespace PortScanner.Engine.Schedule;

/// <summary>What a scan must know of the capture before it believes a silence.</summary>
internal interface ICaptureEvidence
{
    /// <summary>How many packets were lost until now; only the change has a meaning.</summary>
    long ReadLossCount();

    /// <summary>Whether all that had arrived by a moment was handled.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool HasLookedSince(TimeSpan moment);
}
