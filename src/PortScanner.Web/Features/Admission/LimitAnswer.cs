namespace PortScanner.Web.Features.Admission;

/// <summary>What limits how many scans begin.</summary>
internal enum ScanLimit : byte
{
    /// <summary>An address was scanned a moment ago.</summary>
    Cooldown,

    /// <summary>The scans of an IPv4 address or an IPv6 /64.</summary>
    Address,

    /// <summary>The scans of an IPv6 /48.</summary>
    Site,

    /// <summary>The scans of everyone.</summary>
    All,

    /// <summary>The scans that run in an IPv6 /64 at the same time.</summary>
    HouseholdAtOnce,

    /// <summary>The scans that run in an IPv6 /48 at the same time.</summary>
    SiteAtOnce,

    /// <summary>The scans of a gentle pace that run at the same time.</summary>
    GentleAtOnce,

    /// <summary>The forms of an IPv4 address or an IPv6 /64 that were refused.</summary>
    FormsOfAddress,

    /// <summary>The forms of an IPv6 /48 that were refused.</summary>
    FormsOfSite,
}

/// <summary>How far a limit is used up.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Quota">How many scans it allows within the window.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="Window">The window.</param>
/// <param name="Reset">The time until the window begins anew.</param>
internal sealed record LimitState(ScanLimit Limit, int Quota, int Remaining, TimeSpan Window, TimeSpan Reset);

/// <summary>Whether a scan may begin.</summary>
/// <param name="Permit">The right to begin it; null if it may not.</param>
/// <param name="Reached">Which limit forbids it; null if none does.</param>
/// <param name="Wait">After what time to ask again, where one does.</param>
/// <param name="States">The limits that are the caller's own.</param>
internal sealed record LimitAnswer(ScanPermit? Permit, ScanLimit? Reached, TimeSpan Wait, IReadOnlyList<LimitState> States)
{
    /// <summary>It may.</summary>
    public static LimitAnswer Granted(ScanPermit permit, IReadOnlyList<LimitState> states) => new(permit, null, TimeSpan.Zero, states);

    /// <summary>It may not.</summary>
    public static LimitAnswer Refused(ScanLimit reached, TimeSpan wait, IReadOnlyList<LimitState> states) => new(null, reached, wait, states);
}
