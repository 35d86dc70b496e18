namespace PortScanner.Engine.Schedule;

/// <summary>What a scan to which nobody answers can know of the path.</summary>
internal interface IPathEvidence
{
    /// <summary>Whether the target was heard since a moment.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool HasHeardSince(TimeSpan moment);

    /// <summary>Whether the target was away at some time since a moment, so that what was sent before may have reached nobody.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool WasSuspendedSince(TimeSpan moment);

    /// <summary>Whether the scan's own pace was seen to be too much for the path since a moment, so that what was sent since may have reached nobody.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool WasOverrunSince(TimeSpan moment);

    /// <summary>Whether anything but a sign of life has told since a moment how packets fare on the path.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool HasToldSince(TimeSpan moment);

    /// <summary>Whether it is the tester's own way out of which nothing shows that it worked all the time since a moment.</summary>
    /// <param name="moment">Since the scan began.</param>
    bool IsTesterInDoubtSince(TimeSpan moment);
}
