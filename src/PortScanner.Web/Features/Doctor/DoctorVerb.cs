using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// <c>doctor [--setting=value …] [--site=https://…]</c>: looks at the machine and the configuration, and tells how to mend what is wrong. It
/// sends no probe and changes nothing, and may run beside the program.
/// </summary>
internal static class DoctorVerb
{
    /// <summary>Looks at everything, and prints what it finds.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code: 0 unless something is wrong.</returns>
    public static async Task<int> RunAsync(StartContext start, TextWriter output)
    {
        var settings = SiteSettings.Read(start, out var errors);
        var isWrong = false;
        await foreach (var result in CheckAsync(settings, errors, start.CommandLine.ValueOf(Switch.Site)))
        {
            isWrong |= result.Severity == Severity.Wrong;
            await CheckLines.WriteAsync(output, result);
        }

        return isWrong ? 1 : 0;
    }

    private static async IAsyncEnumerable<CheckResult> CheckAsync(SiteSettings settings, IReadOnlyList<string> errors, string? site)
    {
        foreach (var result in SettingsCheck.Look(settings, errors))
        {
            yield return result;
        }

        var options = settings.Options;
        if (settings.Role != ProcessRole.Web)
        {
            foreach (var result in EngineCheck.Look(options.Engine).Concat(NetworkCheck.Look(options.Engine)))
            {
                yield return result;
            }
        }

        if (settings.Cluster.IsOn)
        {
            await foreach (var result in ClusterCheck.LookAsync(settings.Cluster, settings.Role, options.Engine, settings.Admission.DenyPorts))
            {
                yield return result;
            }
        }
        else if (settings.Role == ProcessRole.Web)
        {
            yield return await TesterCheck.LookAsync(options.Tester);
        }

        if (settings.Role != ProcessRole.Tester)
        {
            await foreach (var result in StoreCheck.LookAsync(options.ConnectionStrings.Results, settings.Cluster.Options.LimitSecretFile is not null))
            {
                yield return result;
            }

            if (site is not null)
            {
                await foreach (var result in SiteCheck.LookAsync(site, settings.Forwarding.IsOn ? settings.Forwarding.Header : null))
                {
                    yield return result;
                }
            }
        }

        yield return ClockCheck.Look();
    }
}
