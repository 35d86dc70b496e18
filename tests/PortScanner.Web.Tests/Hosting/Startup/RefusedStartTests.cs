using PortScanner.Engine.Identity;
using PortScanner.Web.Tests.Program;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Hosting.Startup;

/// <summary>What keeps the program from starting is said in sentences for an operator, and the exit code says it to scripts. What settings alone decide is tested in <see cref="RefusedSettingsTests"/>.</summary>
[Collection<StartedProgram>]
public sealed class RefusedStartTests
{
    [Fact]
    public void Memory_dumps_of_the_runtime_are_refused() =>
        AssertRefused([], ["DOTNET_DbgEnableMiniDump=1"], "DOTNET_DbgEnableMiniDump", "addresses of visitors", "Unset it");

    [Fact]
    public void Wrong_settings_are_named_all_together() => AssertRefused(
        [
            "--Admission:AllowNetworks:0=192.168.0.1", "--Admission:AllowNetworks:1=10.0.0.0/8", "--Admission:AllowNetworks:2=nonsense/8",
            "--Admission:DenyNetworks:0=203.0.113.77/24", "--Admission:MaximumLiveScans=0", "--Admision:DenyNetworks:0=203.0.113.0/24", "docter",
        ],
        ["Admission_DenyNetworks_0=203.0.113.0/24"],
        "Admission_DenyNetworks_0 (in the environment) is not read",
        "did you mean --Admission:DenyNetworks:0?",
        "did you mean doctor?",
        "\"192.168.0.1\"",
        "\"nonsense/8\"",
        "\"203.0.113.77/24\"",
        "Admission:MaximumLiveScans is 0");

    [Theory]
    [InlineData("--Engine:SourcePorts=40000-40100", "Engine:SourcePorts", "ip_local_port_range")]
    [InlineData("--Admission:MaximumLiveScans=1000000", "Admission:MaximumLiveScans is 1000000", "room for")]
    public void Setting_that_the_engine_cannot_work_with_is_named(string argument, params string[] words)
    {
        RawSockets.Require();
        AssertRefused([argument], [], words);
    }

    [Fact]
    public void Database_that_cannot_be_reached_is_named_without_its_password()
    {
        RawSockets.Require();
        AssertRefused(
            [], ["PORTSCANNER_ConnectionStrings__Results=Server=127.0.0.1;Port=1;User ID=someone;Password=canary-password;Database=none;Connection Timeout=3"], "ConnectionStrings:Results");
    }

    [Fact]
    public async Task Address_that_is_in_use_is_named()
    {
        RawSockets.Require();
        await using var site = await RunningSite.StartAsync();
        var url = $"http://127.0.0.1:{site.Port}";
        AssertRefused([$"--urls={url}", "--Engine:SourcePorts=61200-61399", "--Admission:MaximumLiveScans=10"], [], url, "already in use");
    }

    [Fact]
    public void Folder_that_is_not_there_is_named()
    {
        RawSockets.Require();
        AssertRefused(["--urls=http://unix:/nowhere/web.sock"], [], "cannot listen on http://unix:/nowhere/web.sock (there is no folder /nowhere)");
    }

    // Memory dumps that are switched off are no fault either.
    [Fact]
    public void Address_of_the_internet_is_refused_without_a_contact_and_a_name_and_with_both_only_because_it_is_not_this_machines()
    {
        RawSockets.Require();
        AssertRefused(["--urls=http://9.9.9.9:8099"], [], "Operator:Contact is not set", "AllowedHosts is \"*\", and 9.9.9.9:8099 can be reached", "scan.example.org;ipv4.example.org");
        AssertRefused(
            ["--urls=http://9.9.9.9:8099", "--Operator:Contact=mailto:abuse@example.org", "--AllowedHosts=scan.example.org"],
            ["DOTNET_DbgEnableMiniDump=0"],
            "cannot listen on http://9.9.9.9:8099");
    }

    [Fact]
    public void Missing_right_to_open_raw_sockets_is_named_with_the_way_to_grant_it()
    {
        const string setpriv = "setpriv";
        Assert.SkipUnless(Tool.IsInstalled(setpriv), "setpriv is not installed.");
        string[] launcher = RawSockets.AreAllowed ? [setpriv, "--bounding-set=-net_raw", "--inh-caps=-net_raw"] : [];
        using var program = ProgramProcess.Start(["--urls=http://127.0.0.1:0"], [], launcher);
        AssertRefused(program, "CAP_NET_RAW", "root", "setpriv", "AmbientCapabilities");
    }

    private static void AssertRefused(IReadOnlyList<string> arguments, IReadOnlyList<string> environment, params string[] words)
    {
        using var program = ProgramProcess.Start(["--urls=http://127.0.0.1:0", .. arguments], environment);
        AssertRefused(program, words);
    }

    private static void AssertRefused(ProgramProcess program, params string[] words)
    {
        var exitCode = program.WaitForExit();
        var written = program.Written;
        Assert.Equal(1, exitCode);
        Assert.Contains("PortScanner cannot start.", written, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, written, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", written, StringComparison.Ordinal);
    }
}
