using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Machine;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.Doctor;

/// <summary>The settings, read as the program reads them.</summary>
internal static class SettingsCheck
{
    private static readonly string Cure = $"{Guides.At("configuration.md")} has each setting with what is allowed.";

    /// <summary>Looks.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="errors">What is wrong with them.</param>
    public static IEnumerable<CheckResult> Look(SiteSettings settings, IReadOnlyList<string> errors)
    {
        foreach (var line in errors.SelectMany(error => error.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            yield return CheckResult.Wrong(Subjects.Settings, line, Cure);
        }

        if (errors.Count == 0)
        {
            yield return CheckResult.Ok(Subjects.Settings, "All can be read, and no secret stands where others can read it.");
        }

        if (settings.Operator.Contact is null && settings.Role != ProcessRole.Tester)
        {
            yield return CheckResult.Notice(
                Subjects.Contact, "Operator:Contact is not set, so the program listens on loopback and private addresses only.",
                "Set it to mailto: and an address that you read, before the internet is served.");
        }

        if (settings.Options.Admission.AllowLoopback)
        {
            yield return CheckResult.Notice(
                Subjects.Loopback, "Admission:AllowLoopback is on: whoever comes from this machine may test it, a proxy on it included.", "Switch it off in service.");
        }
    }
}
