using PortScanner.Cluster.Testers;
using PortScanner.Web.Features.Cluster;

namespace PortScanner.Web.Features.Doctor;

/// <summary>What a web node hears of each tester that it knows.</summary>
internal static class TesterRows
{
    private const long LongestWithoutReach = 3000;

    /// <summary>A result for each.</summary>
    /// <param name="settings">Which are known.</param>
    /// <param name="heard">Those that were heard.</param>
    /// <param name="age">How long ago.</param>
    /// <param name="planHash">What tells apart the plans that this node makes; null if it can make none.</param>
    public static IEnumerable<CheckResult> Of(ClusterSettings settings, IReadOnlyList<KnownTester> heard, Func<KnownTester, TimeSpan> age, string? planHash)
    {
        foreach (var name in settings.Options.Testers.Keys.Order(StringComparer.Ordinal))
        {
            yield return heard.FirstOrDefault(tester => tester.Name == name) is not { } tester ? Silent(name)
                : age(tester) > TesterRegistry.Freshness ? Silent(name)
                : Of(tester, planHash, settings.Reflectors.Count > 0);
        }
    }

    private static CheckResult Silent(string name) => CheckResult.Wrong(
        Subjects.Tester, $"{name} is not heard.", "Run the doctor there; its public key here must be the one that portscanner keys new printed for it.");

    private static CheckResult Of(KnownTester tester, string? planHash, bool hasReflectors)
    {
        var (name, told) = (tester.Name, tester.Contents);
        if (tester.Heartbeat.Protocol != Heartbeat.SpokenProtocol)
        {
            return CheckResult.Wrong(
                Subjects.Tester, $"{name}, version {told.Version}, speaks number {tester.Heartbeat.Protocol} of what this node speaks number {Heartbeat.SpokenProtocol} of, so that neither uses the other.",
                "Install the same version on both.");
        }

        if (told.PlanHash != planHash)
        {
            return CheckResult.Wrong(
                Subjects.Tester, $"{name}, version {told.Version}, makes other plans than this node, and refuses its scans.", "Install the same version on both, and the same Engine:PayloadFile and Admission:DenyPorts.");
        }

        if (told.State == TesterState.Sick)
        {
            return CheckResult.Wrong(Subjects.Tester, $"{name} says that it cannot test.", "Run the doctor there.");
        }

        return hasReflectors && told.Reach is not <= LongestWithoutReach
            ? CheckResult.Wrong(Subjects.Tester, $"{name} hears no reflector.", "Look whether Cluster:Reflectors are there, and whether its network lets packets out and answers in.")
            : told.State == TesterState.Draining
                ? CheckResult.Notice(Subjects.Tester, $"{name} ends what it has, and takes no more scans.", "It was told to stop; start it again once it is gone.")
                : CheckResult.Ok(Subjects.Tester, Told(name, told));
    }

    private static string Told(string name, HeartbeatContents told)
    {
        var families = told.Sources switch
        {
            { V4: not null, V6: not null } => "both families",
            { V4: not null } => "IPv4",
            { V6: not null } => "IPv6",
            _ => "no family",
        };
        string[] filters =
        [
            .. told.Filtered?.V4 is { Count: > 0 } v4 ? [$"{v4.Count} ports of IPv4"] : Array.Empty<string>(),
            .. told.Filtered?.V6 is { Count: > 0 } v6 ? [$"{v6.Count} ports of IPv6"] : Array.Empty<string>(),
        ];
        var filtered = filters.Length > 0 ? $"; its network filters {string.Join(" and ", filters)}" : "";
        return $"{name}, version {told.Version}, is ready for {families}, with room for {told.Room.Scans} scans{filtered}.";
    }
}
