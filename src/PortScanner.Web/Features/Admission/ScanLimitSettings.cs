using System.Globalization;

namespace PortScanner.Web.Features.Admission;

/// <summary>The limits of <see cref="AdmissionOptions"/>, checked.</summary>
/// <param name="PerAddress">Scans of an IPv4 address or an IPv6 /64 within the window.</param>
/// <param name="PerSite">Scans of an IPv6 /48 within the window.</param>
/// <param name="InAll">Scans of everyone within the window.</param>
/// <param name="Window">The window.</param>
/// <param name="Cooldown">How long an address is left alone after a scan.</param>
/// <param name="AtOncePerHousehold">Scans that may run in an IPv6 /64 at the same time.</param>
/// <param name="AtOncePerSite">Scans that may run in an IPv6 /48 at the same time.</param>
internal sealed record ScanLimitSettings(int PerAddress, int PerSite, int InAll, TimeSpan Window, TimeSpan Cooldown, int AtOncePerHousehold, int AtOncePerSite)
{
    private const int WholeSite = 100;

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>How many scans of a gentle pace may run at the same time, whoever asks.</summary>
    public int GentleAtOnce { get; init; } = int.MaxValue;

    /// <summary>Forms of an IPv4 address or an IPv6 /64 that may be refused within the window.</summary>
    public int FormsPerAddress { get; init; } = int.MaxValue;

    /// <summary>Forms of an IPv6 /48 that may be refused within the window.</summary>
    public int FormsPerSite { get; init; } = int.MaxValue;

    /// <summary>Reads the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="errors">Where a sentence is added for each one that is wrong.</param>
    public static ScanLimitSettings Read(AdmissionOptions options, ICollection<string> errors)
    {
        AtLeastOne(nameof(options.ScansPerAddress), options.ScansPerAddress, errors);
        AtLeastOne(nameof(options.ScansPerSite), options.ScansPerSite, errors);
        AtLeastOne(nameof(options.ScansInAll), options.ScansInAll, errors);
        AtLeastOne(nameof(options.RefusedFormsPerAddress), options.RefusedFormsPerAddress, errors);
        AtLeastOne(nameof(options.RefusedFormsPerSite), options.RefusedFormsPerSite, errors);
        AtLeastOne(nameof(options.LiveScansPerHousehold), options.LiveScansPerHousehold, errors);
        AtLeastOne(nameof(options.LiveScansPerSite), options.LiveScansPerSite, errors);
        if (options.GentleShare is < 1 or > WholeSite)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Admission:GentleShare is {options.GentleShare}; allowed is 1 to {WholeSite}."));
        }

        if (options.LimitWindow < ShortestWindow || options.LimitWindow > LongestWindow)
        {
            errors.Add($"Admission:LimitWindow is {options.LimitWindow}; allowed is {ShortestWindow} to {LongestWindow} (hours:minutes:seconds).");
        }

        if (options.Cooldown < TimeSpan.Zero || options.Cooldown > options.LimitWindow)
        {
            errors.Add($"Admission:Cooldown is {options.Cooldown}; allowed is 00:00:00 to Admission:LimitWindow, which is {options.LimitWindow}.");
        }

        return new ScanLimitSettings(
            options.ScansPerAddress, options.ScansPerSite, options.ScansInAll, options.LimitWindow, options.Cooldown, options.LiveScansPerHousehold, options.LiveScansPerSite)
        {
            GentleAtOnce = (int)Math.Ceiling((double)options.MaximumLiveScans * options.GentleShare / WholeSite),
            FormsPerAddress = options.RefusedFormsPerAddress,
            FormsPerSite = options.RefusedFormsPerSite,
        };
    }

    /// <summary>Adds a sentence for a number of <see cref="AdmissionOptions"/> that would let nobody in.</summary>
    public static void AtLeastOne(string name, int value, ICollection<string> errors)
    {
        if (value < 1)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Admission:{name} is {value}; allowed is 1 or more."));
        }
    }
}
