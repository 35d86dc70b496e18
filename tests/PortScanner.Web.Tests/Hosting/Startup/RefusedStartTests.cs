using PortScanner.Engine.Identity;
using PortScanner.Web.Tests.Program;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Hosting.Startup;

/// <summary>What keeps the program from starting is said in sentences for an operator, and the exit code says it to scripts. What settings alone decide is tested in <see cref="RefusedSettingsTests"/>.</summary>
[Collection<StartedProgram>]
public sealed class RefusedStartTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("DOTNET_DbgEnableMiniDump=1")]
    [InlineData("COMPlus_DbgEnableMiniDump=1")]
    [InlineData("DOTNET_DbgEnableMiniDump=0x1")]
    public void Memory_dumps_of_the_runtime_are_refused(string variable) =>
        AssertRefused([], [variable], variable.Split('=')[0], "addresses of visitors", "Unset it");

    [Fact]
    public void Memory_dumps_that_are_switched_off_are_no_fault()
    {
        RawSockets.Require();
        AssertRefused(["--urls=http://192.0.2.1:8099"], ["DOTNET_DbgEnableMiniDump=0"], "cannot listen on");
    }

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
    [InlineData("--Engine:PayloadFile=/etc/services", "Engine:PayloadFile /etc/services has errors", "Line ", "allowed is udp")]
    [InlineData("--Engine:SourcePrefix=2001:db8:77::/64", "ip -6 route add local 2001:db8:77::/64 dev lo")]
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

    [Theory]
    [InlineData("http://192.0.2.1:8099", "cannot listen on http://192.0.2.1:8099")]
    [InlineData("http://unix:/nowhere/web.sock", "cannot listen on http://unix:/nowhere/web.sock (there is no folder /nowhere)")]
    public void Address_that_cannot_be_listened_on_is_named(string address, string words)
    {
        RawSockets.Require();
        AssertRefused([$"--urls={address}"], [], words);
    }

    [Fact]
    public void Address_of_the_internet_is_refused_without_a_contact_and_a_name_and_with_both_it_is_not()
    {
        RawSockets.Require();
        const string contact = "--Operator:Contact=mailto:abuse@example.org";
        AssertRefused(["--urls=http://9.9.9.9:8099"], [], "Operator:Contact is not set", "9.9.9.9:8099", "AllowedHosts is \"*\"");
        AssertRefused(["--urls=http://9.9.9.9:8099", contact], [], "AllowedHosts is \"*\", and 9.9.9.9:8099 can be reached", "scan.example.org;ipv4.example.org");
        AssertRefused(["--urls=http://9.9.9.9:8099", contact, "--AllowedHosts=scan.example.org"], [], "cannot listen on");
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
        var exitCode = program.WaitForExit(Timeout);
        var written = program.Written;
        Assert.Equal(1, exitCode);
        Assert.Contains("PortScanner cannot start.", written, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, written, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", written, StringComparison.Ordinal);
    }
}
