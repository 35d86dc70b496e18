using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Settings;

/// <summary>The file that <c>settings --json</c> prints is one that the program starts with.</summary>
[Collection<StartedProgram>]
public sealed class PrintedSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-printed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Program_starts_with_the_file_that_it_printed()
    {
        var port = RunningSite.FreePort();
        using var printing = ProgramProcess.Start(["settings", "--json", $"--Urls=http://127.0.0.1:{port}", "--Role=web", "--Tester:Socket=/nowhere/tester.sock", "--Admission:Cooldown=00:00:03"]);
        Assert.Equal(0, printing.WaitForExit());
        Copy(Path.GetDirectoryName(Repository.Assembly)!, _folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), printing.Written, TestContext.Current.CancellationToken);

        using var program = ProgramProcess.StartFrom(_folder);

        using var caller = new Caller(new Uri($"http://127.0.0.1:{port}"), System.Net.IPAddress.Loopback);
        while (!program.HasExited && !program.Written.Contains("Ready: ", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal("127.0.0.1\n", (await caller.GetAsync("/ip")).Body);
        using var told = ProgramProcess.StartFrom(_folder, "settings");
        Assert.Equal(0, told.WaitForExit());
        Assert.Matches($@"Admission:Cooldown +00:00:03  \(in {_folder}/appsettings.json\)", told.Written);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
