using PortScanner.Web.Features.Startup;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// <c>doctor [--setting=value …] [--site=https://…]</c>: looks at the machine and the configuration, and tells how to mend what is wrong. It
/// sends no probe and changes nothing, and may run beside the program.
/// </summary>
internal static class Examination
{
    private const string Verb = "doctor";

    /// <summary>Whether the command line asks for it.</summary>
    public static bool IsAskedFor(string[] arguments) => arguments.Contains(Verb, StringComparer.Ordinal);

    /// <summary>Looks at everything, and prints what it finds.</summary>
    /// <param name="arguments">The command line: the verb, and settings as the program takes them.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The exit code: 0 unless something is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine([.. arguments.Where(argument => argument != Verb)])
            .Build();
        var isWrong = false;
        await foreach (var finding in FindAsync(configuration))
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

    private static async IAsyncEnumerable<Finding> FindAsync(IConfiguration configuration)
    {
        var settings = SettingsExamination.Look(configuration);
        foreach (var finding in settings.Findings)
        {
            yield return finding;
        }

        if (settings.Role != ProcessRole.Web && settings.Engine is { } engine)
        {
            foreach (var finding in EngineExamination.Look(engine).Concat(NetworkExamination.Look(engine)))
            {
                yield return finding;
            }
        }

        if (settings.Role == ProcessRole.Web)
        {
            yield return await TesterExamination.LookAsync(Settings.Read<TesterOptions>(configuration, "Tester"));
        }

        if (settings.Role != ProcessRole.Tester)
        {
            yield return await StoreExamination.LookAsync(configuration.GetConnectionString("Results"));
            if (configuration["site"] is { } site)
            {
                await foreach (var finding in SiteExamination.LookAsync(site, settings.ForwardingHeader))
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
