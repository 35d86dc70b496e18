using System.Net.Sockets;

using PortScanner.Core.Evidence;
using PortScanner.Core.Localization;
using PortScanner.Core.Plans;

namespace PortScanner.Web.Features.Pages;

/// <summary>The paces as the start page offers them, and how long they take, which a visitor is to know before the test begins.</summary>
internal static class PaceMessages
{
    private const string Slower = "5s";
    private const string Slowest = "15s";

    /// <summary>The paces of the page's form; others are asked for with <c>pace=</c>.</summary>
    public static IReadOnlyList<ScanPace> Offered { get; } = [ScanPace.Normal, ScanPace.Gentle, Read(Slower), Read(Slowest)];

    /// <summary>A pace, and what it means.</summary>
    public static string Name(ScanPace pace, Messages messages) => pace.Interval is { } interval
        ? messages.Count("pace.every", (long)interval.TotalSeconds, ("name", pace.Name))
        : messages.Format("pace.normal", ("name", pace.Name));

    /// <summary>How long the gentle pace takes, for each profile that may be asked so.</summary>
    public static string Takes(AddressFamily family, Messages messages) => messages.Format(
        "landing.pace-takes",
        ("gentle", ScanPace.GentleName),
        ("quick", ScanProfile.Quick.Name()),
        ("quickMinutes", Minutes(ScanProfile.Quick, family)),
        ("standard", ScanProfile.Standard.Name()),
        ("standardMinutes", Minutes(ScanProfile.Standard, family)),
        ("portSeconds", LossRule.MinimumAttempts),
        ("full", ScanProfile.Full.Name()));

    /// <summary>The same at one packet a second for the page's script, in seconds, as attributes; and what the firewall tests take more.</summary>
    public static string Seconds(AddressFamily family)
    {
        ScanProfile[] profiles = [ScanProfile.Quick, ScanProfile.Standard];
        var seconds = profiles.Select(profile => $" data-{profile.Name()}=\"{(int)Usual(profile, family).TotalSeconds}\"");
        var more = Usual(ScanProfile.Quick, family, testsFirewall: true) - Usual(ScanProfile.Quick, family);
        return string.Concat(seconds.Append($" data-firewall=\"{(int)more.TotalSeconds}\""));
    }

    /// <summary>The same for a page of text, shorter.</summary>
    public static string Text(Messages messages) => messages.Format(
        "landing.text.pace", ("slower", Slower), ("quick", ScanProfile.Quick.Name()), ("quickMinutes", Minutes(ScanProfile.Quick, AddressFamily.InterNetwork)));

    private static int Minutes(ScanProfile profile, AddressFamily family) => GentleTime.Minutes(Usual(profile, family));

    // Without the operator's payloads, which add a few seconds each.
    private static TimeSpan Usual(ScanProfile profile, AddressFamily family, bool testsFirewall = false)
    {
        var options = new ScanOptions(Firewall: testsFirewall) { Pace = ScanPace.Gentle };
        return ScanPlanner.TryCreate(new ScanPlanRequest(profile, family) { Options = options }, out var plan, out var error)
            ? GentleTime.Usual(plan)
            : throw new InvalidOperationException($"There is no plan of the profile {profile.Name()}: {error}");
    }

    private static ScanPace Read(string name) =>
        ScanPace.TryParse(name, out var pace, out _) ? pace : throw new ArgumentException("That is no pace.", nameof(name));
}
