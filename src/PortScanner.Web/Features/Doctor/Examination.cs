using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// <c>doctor [--setting=value …] [--site=https://…]</c>: looks at the machine and the configuration, and tells how to mend what is wrong. It
/// sends no probe and changes nothing, and may run beside the program.
/// </summary>
internal static class Examination
{
    /// <summary>Looks at everything, and prints what it finds.</summary>
    /// <param name="start">What the process was started with.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code: 0 unless something is wrong.</returns>
    public static async Task<int> RunAsync(StartContext start, TextWriter output)
    {
        var settings = SiteSettings.Read(start, out var errors);
        var isWrong = false;
        await foreach (var finding in FindAsync(settings, errors, start.CommandLine.Site))
        {
            isWrong |= finding.Gravity == Gravity.Wrong;
            await output.WriteLineAsync($"{Mark(finding.Gravity),-6} {finding.Subject,-14} {finding.Sentence}");
            if (finding.Cure is not null)
            {
                await output.WriteLineAsync($"       {string.Empty,-14} > {finding.Cure}");
            }
        }

        return isWrong ? 1 : 0;
    }

    private static async IAsyncEnumerable<Finding> FindAsync(SiteSettings settings, IReadOnlyList<string> errors, string? site)
    {
        foreach (var finding in SettingsExamination.Look(settings, errors))
        {
            yield return finding;
        }

        var options = settings.Options;
        if (settings.Role != ProcessRole.Web)
        {
            foreach (var finding in EngineExamination.Look(options.Engine).Concat(NetworkExamination.Look(options.Engine)))
            {
                yield return finding;
            }
        }

        if (settings.Role == ProcessRole.Web)
        {
            yield return await TesterExamination.LookAsync(options.Tester);
        }

        if (settings.Role != ProcessRole.Tester)
        {
            yield return await StoreExamination.LookAsync(options.ConnectionStrings.Results);
            if (site is not null)
            {
                await foreach (var finding in SiteExamination.LookAsync(site, settings.Forwarding.IsOn ? settings.Forwarding.Header : null))
                {
                    yield return finding;
                }
            }
        }

        yield return ClockExamination.Look();
    }

    private static string Mark(Gravity gravity) => gravity switch
    {
        Gravity.Right => "ok",
        Gravity.Notice => "note",
        Gravity.Wrong => "WRONG",
        _ => throw new ArgumentOutOfRangeException(nameof(gravity), gravity, "Not a gravity."),
    };
}
