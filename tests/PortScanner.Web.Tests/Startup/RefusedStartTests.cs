using PortScanner.Engine.Identity;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Startup;

/// <summary>What keeps the program from starting is said in sentences for an operator, and the exit code says it to scripts.</summary>
public sealed class RefusedStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED=true")]
    [InlineData("DOTNET_FORWARDEDHEADERS_ENABLED=true")]
    [InlineData("FORWARDEDHEADERS_ENABLED=true")]
    [InlineData("ForwardedHeaders_Enabled=true")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED=1")]
    [InlineData("PORTSCANNER_ForwardedHeaders_Enabled=false")]
    public void Forwarded_headers_in_the_environment_are_refused(string variable)
    {
        using var written = new WrittenSettings();
        var parts = variable.Split('=');
        var errors = written.Set(parts[0], parts[1]).Errors();
        Assert.All(["ASPNETCORE_FORWARDEDHEADERS_ENABLED", "X-Forwarded-For", "Unset it"], word => Assert.Contains(word, errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--ForwardedHeaders_Enabled=true")]
    [InlineData("--forwardedheaders_enabled=True")]
    public void Forwarded_headers_on_the_command_line_are_refused(string argument) =>
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED is set. With it the framework believes the X-Forwarded-For header", WrittenSettings.ErrorsOf(argument), StringComparison.Ordinal);

    [Theory]
    [InlineData("ASPNETCORE_")]
    [InlineData("DOTNET_")]
    public void Posing_as_a_process_of_IIS_is_refused(string prefix)
    {
        using var written = new WrittenSettings();
        var errors = written.Set($"{prefix}PORT", "8099").Set($"{prefix}APPL_PATH", "/").Set($"{prefix}TOKEN", "secret").Errors();
        Assert.Contains("are set, as IIS does. With them the framework believes the X-Forwarded-For header", errors, StringComparison.Ordinal);
    }

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
    [InlineData("--Admission:MaximumLiveScans=-3", "Admission:MaximumLiveScans is -3")]
    [InlineData("--Admission:MaximumLiveScans=many", "Admission:MaximumLiveScans")]
    [InlineData("--Admission:DenyNetworks=203.0.113.0/24", "--Admission:DenyNetworks (on the command line) is a list; number its entries, as in --Admission:DenyNetworks:0.")]
    [InlineData("--Engine:SourcePort=61000-61100", "did you mean --Engine:SourcePorts?")]
    [InlineData("--Engine:SourcePorts=backwards", "first-last")]
    [InlineData("--Engine:PayloadFile=/nowhere/payloads", "/nowhere/payloads\", which cannot be read")]
    [InlineData("--Engine:SourcePrefix=2001:db8::/32", "from /48 to /112")]
    [InlineData("--Engine:SourcePrefix=2001:db8::7/64", "Engine:SourcePrefix: \"2001:db8::7/64\" has bits set beyond its prefix")]
    [InlineData("--Web:Ipv4=https://ipv4.example", "--Web:Ipv4 (on the command line) is not a setting; in Web there are Ipv4Origin, Ipv6Origin.")]
    [InlineData("--Serilog:MinimumLevel:Default=Loud", "Loud")]
    [InlineData("--Serilog:MinimumLevel:Defaults=Debug", "Serilog:MinimumLevel:Defaults")]
    [InlineData("--Serilog:WriteTo:0:Name=File", "Serilog:WriteTo")]
    [InlineData("--Serilog:AuditTo:0:Name=Console", "Serilog:AuditTo")]
    [InlineData("--Serilog:Enrich:0=FromLogContext", "Serilog:Enrich")]
    [InlineData("--Serilog:Using:0=Serilog.Sinks.File", "Serilog:Using")]
    [InlineData("--Admission:OptOutFile=/nowhere/opt-out", "Admission:OptOutFile /nowhere/opt-out cannot be read")]
    [InlineData("--Admission:ScansPerAddress=0", "Admission:ScansPerAddress is 0")]
    [InlineData("--Operator:Contact=somebody", "Operator:Contact is \"somebody\"")]
    [InlineData("--Operator:StatusListen=0.0.0.0:8081", "Operator:StatusListen is \"0.0.0.0:8081\"; allowed is a loopback address")]
    [InlineData("--Operator:StatusListen=192.0.2.1:8081", "Operator:StatusListen is \"192.0.2.1:8081\"")]
    [InlineData("--Operator:StatusListen=127.0.0.1", "Operator:StatusListen is \"127.0.0.1\"")]
    [InlineData("--Telemetry:OtlpEndpoint=collector", "Telemetry:OtlpEndpoint is \"collector\"")]
    public void Wrong_setting_is_named(string argument, string words) => Assert.Contains(words, WrittenSettings.ErrorsOf(argument), StringComparison.Ordinal);

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

    [Theory]
    [InlineData("canary-password")]
    [InlineData("Bogus=1;Password=canary-password")]
    [InlineData("Password=before;canary-password=1")]
    public void Database_that_cannot_be_understood_is_named_without_its_password(string connectionString)
    {
        using var written = new WrittenSettings();
        var errors = written.Set("PORTSCANNER_ConnectionStrings__Results", connectionString).Errors();
        Assert.Contains("ConnectionStrings:Results cannot be read", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", errors, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("")]
    [InlineData("--AllowedHosts=*")]
    [InlineData("--AllowedHosts=localhost;127.0.0.1")]
    public void Proxy_is_refused_without_a_name_of_the_site(string hosts)
    {
        using var written = new WrittenSettings();
        var errors = written.Set("PORTSCANNER_Forwarding__Secret", new string('s', 32)).Errors(["--Forwarding:Proxies:0=127.0.0.1", .. hosts.Length == 0 ? [] : new[] { hosts }]);
        Assert.Contains("AllowedHosts is \"", errors, StringComparison.Ordinal);
        Assert.Contains("Forwarding names a proxy", errors, StringComparison.Ordinal);
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
        var exitCode = program.WaitForExit(Patience);
        var written = program.Written;
        Assert.Equal(1, exitCode);
        Assert.Contains("PortScanner cannot start.", written, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, written, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", written, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", written, StringComparison.Ordinal);
    }
}
