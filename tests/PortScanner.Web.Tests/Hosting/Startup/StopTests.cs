using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Hosting.Startup;

/// <summary>The program may be told to stop at any moment of its start, and ends without a word.</summary>
[Collection<StartedProgram>]
public sealed class StopTests
{
    // What ends a process that has no handler yet: 128 and SIGTERM (signal(7)).
    private const int EndedByTheSignal = 128 + 15;

    // From before the runtime runs to when the site is up.
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(2.4);
    private const int Moments = 12;

    [Theory]
    [InlineData("all")]
    [InlineData("tester")]
    public async Task Program_that_is_told_to_stop_while_it_starts_ends_without_a_word(string role)
    {
        RawSockets.Require();
        var folder = Directory.CreateTempSubdirectory("portscanner-tests-");
        var ends = await Task.WhenAll(Enumerable.Range(0, Moments).Select(moment => EndAsync(LastMoment * moment / Moments, role, Path.Combine(folder.FullName, $"{moment}.sock"))));

        Assert.All(ends, end => Assert.True(end.Code is 0 or EndedByTheSignal && end.Written.Length == 0, $"{end.Code} {end.Written}"));
        Assert.Contains(ends, end => end.Code == 0);
        folder.Delete(recursive: true);
    }

    private static async Task<(int? Code, string Written)> EndAsync(TimeSpan moment, string role, string socket)
    {
        using var program = ProgramProcess.Start(["--urls=http://127.0.0.1:0", $"--Role={role}", $"--Tester:Socket={socket}", "--Serilog:MinimumLevel:Default=Error"]);
        await Task.Delay(moment, TestContext.Current.CancellationToken);
        program.AskToStop();
        return (await Task.Run(() => program.WaitForExit()), program.Written);
    }
}
