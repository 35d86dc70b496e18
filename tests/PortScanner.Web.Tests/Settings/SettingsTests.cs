using PortScanner.Engine.Identity;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Settings;

/// <summary>Whatever is set means something, or is refused, wherever it stands.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly WrittenSettings _written = new();

    public static TheoryData<string> Settings => [.. SettingsSchema.Of(typeof(SiteOptions)).Select(setting => setting.Path.Replace(SettingsSchema.Anything, "Any", StringComparison.Ordinal))];

    [Fact]
    public void Settings_of_each_place_count_and_the_last_one_wins()
    {
        var settings = _written
            .Write(
                """
                {
                  // A comment, and a comma behind the last entry, are allowed.
                  "Admission": { "DenyNetworks": ["203.0.113.0/24", "198.51.100.0/24"], "MaximumLiveScans": 7, "AllowLoopback": true, "Cooldown": "00:00:01" },
                  "Engine:PacketsPerSecond": "100",
                  "Serilog": { "MinimumLevel": { "Override": { "Microsoft.AspNetCore": "Debug" } } },
                }
                """)
            .Set("PORTSCANNER_Admission__MaximumLiveScans", "8")
            .Set("PORTSCANNER_ADMISSION__COOLDOWN", "00:00:02")
            .Read("--Admission:Cooldown=00:00:03", "--urls", "http://127.0.0.1:8080", "--Urls=http://127.0.0.1:8081");

        Assert.Equal(["203.0.113.0/24", "198.51.100.0/24"], settings.Options.Admission.DenyNetworks);
        Assert.Equal(8, settings.Options.Admission.MaximumLiveScans);
        Assert.True(settings.Options.Admission.AllowLoopback);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.Options.Admission.Cooldown);
        Assert.Equal(100, settings.Options.Engine.PacketsPerSecond);
        Assert.Equal(["http://127.0.0.1:8081"], settings.ListenUrls);
        Assert.Contains(KeyValuePair.Create("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", (string?)"Debug"), settings.Framework);
    }

    [Theory]
    [InlineData("--Admision:DenyNetworks:0=203.0.113.0/24", "--Admision:DenyNetworks:0 (on the command line) is not a setting; did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Admission:DenyNetwork:1=203.0.113.0/24", "did you mean --Admission:DenyNetworks:1?")]
    [InlineData("--Admission:DenyNetworks0=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--DenyNetworks:0=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--denynetwork=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Admission_DenyNetworks_0=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Admission__DenyNetworks__0=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Admission.DenyNetworks.0=203.0.113.0/24", "did you mean --Admission:DenyNetworks:0?")]
    [InlineData("--Admission:Engine:SourcePorts=61000-61100", "in Admission there are AllowNetworks, DenyNetworks,")]
    [InlineData("--Engnie:Nonsense=1", "did you mean Engine? In Engine there are SourcePorts,")]
    [InlineData("--Nonsense=1", "in the settings there are Role, Urls, AllowedHosts,")]
    [InlineData("--Logging:LogLevel:Default=Debug", "did you mean --Serilog:MinimumLevel:Default?")]
    [InlineData("--http_ports=8080", "did you mean --Urls?")]
    [InlineData("--Kestrel:Limits:MaxConcurrentConnections=1", "in Kestrel there are Endpoints, EndpointDefaults, Certificates")]
    [InlineData("--Kestrel:Endpoints:a:Uri=http://127.0.0.1:80", "did you mean --Kestrel:Endpoints:a:Url?")]
    [InlineData("--Kestrel:Endpoints:a:Certificate:Subject=x", "in Kestrel:Endpoints:a:Certificate there are Path, KeyPath, Password")]
    [InlineData("--Serilog:WriteTo:0:Name=File", "in Serilog there are MinimumLevel")]
    [InlineData("--url=http://127.0.0.1:8080", "did you mean --Urls?")]
    [InlineData("--url", "did you mean --Urls=VALUE?")]
    [InlineData("--Admission:AllowLoopback", "--Admission:AllowLoopback needs a value")]
    [InlineData("--hlep", "did you mean --help?")]
    [InlineData("--versoin=1", "did you mean --version?")]
    [InlineData("-x=1", "\"-x=1\" is not known")]
    [InlineData("docter", "\"docter\" is not known; did you mean doctor?")]
    [InlineData("dryrun", "did you mean dry-run?")]
    [InlineData("Doctor", "did you mean doctor?")]
    [InlineData("Urls=http://127.0.0.1:8080", "did you mean --Urls=…?")]
    [InlineData("/Urls=http://127.0.0.1:8080", "did you mean --Urls=…?")]
    [InlineData("", "\"\" is not known")]
    [InlineData("--", "-- is not known")]
    [InlineData("--site=http://127.0.0.1", "did you mean doctor --site=http://127.0.0.1?")]
    [InlineData("--site", "--site needs a value: --site=URL")]
    [InlineData("--help=yes", "--help takes no value")]
    public void Unknown_name_is_refused_with_the_nearest_known_one(string argument, string words) =>
        Assert.Contains(words, WrittenSettings.ErrorsOf(argument), StringComparison.Ordinal);

    [Theory]
    [InlineData("Admission_DenyNetworks_0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("ADMISSION_DENYNETWORKS_0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("Admission__DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("Admision__DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("Admission:DenyNetworks:0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("Admission__Nonsense", "did you mean PORTSCANNER_Admission__Nonsense?")]
    [InlineData("DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("AllowedHosts", "did you mean PORTSCANNER_AllowedHosts?")]
    [InlineData("Forwarding__Secret", "did you mean PORTSCANNER_Forwarding__Secret?")]
    [InlineData("ConnectionStrings__Result", "did you mean PORTSCANNER_ConnectionStrings__Results?")]
    [InlineData("Logging__LogLevel__Default", "did you mean PORTSCANNER_Serilog__MinimumLevel__Default?")]
    [InlineData("ASPNETCORE_Admission__DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("DOTNET_Admission__DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("PORTSCANNER_Admission_DenyNetworks_0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("PORTSCANNER_Admision__DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("PORTSCANNER_DenyNetworks__0", "did you mean PORTSCANNER_Admission__DenyNetworks__0?")]
    [InlineData("PORTSCANNER__Admission__AllowLoopback", "did you mean PORTSCANNER_Admission__AllowLoopback?")]
    [InlineData("PORTSCANER_Admission__AllowLoopback", "did you mean PORTSCANNER_Admission__AllowLoopback?")]
    [InlineData("PORT_SCANNER_Admission__AllowLoopback", "did you mean PORTSCANNER_Admission__AllowLoopback?")]
    [InlineData("PORTSCANNER_Nonsense", "PORTSCANNER_Nonsense (in the environment) is not a setting")]
    [InlineData("ASPNETCORE_URLS", "where to listen is told by PORTSCANNER_Urls")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "where to listen is told by PORTSCANNER_Urls")]
    [InlineData("DOTNET_ENVIRONMENT", "is not read")]
    [InlineData("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "is not read")]
    public void Variable_that_was_meant_as_a_setting_is_refused(string name, string words)
    {
        var errors = _written.Set(name, "x").Errors();
        Assert.Contains(name, errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PATH", "/bin")]
    [InlineData("ROLE", "primary")]
    [InlineData("URLS", "x")]
    [InlineData("WEB_PORT", "80")]
    [InlineData("WEB_CONCURRENCY", "4")]
    [InlineData("ENGINE_ROOT", "x")]
    [InlineData("OPERATOR_HOME", "x")]
    [InlineData("TESTER_NAME", "x")]
    [InlineData("HTTP_PROXY", "http://127.0.0.1:3128")]
    [InlineData("SECRET", "x")]
    [InlineData("KUBERNETES_SERVICE_HOST", "10.0.0.1")]
    [InlineData("PORTSCANNER_SERVICE_HOST", "10.0.0.1")]
    [InlineData("PORTSCANNER_SERVICE_PORT_HTTP", "80")]
    [InlineData("PORTSCANNER_PORT", "tcp://10.0.0.1:80")]
    [InlineData("PORTSCANNER_PORT_80_TCP_ADDR", "10.0.0.1")]
    [InlineData("DOTNET_EnableDiagnostics", "0")]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "true")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "api-key=x")]
    [InlineData("LOGNAME", "root")]
    [InlineData("PORTAGE_TMPDIR", "/tmp")]
    public void Other_variables_of_the_machine_are_no_concern(string name, string value) => Assert.Empty(_written.Set(name, value).Errors());

    [Theory]
    [InlineData("""{ "Admision": { "DenyNetworks": ["203.0.113.0/24"] } }""", "Admision:DenyNetworks:0", "did you mean Admission:DenyNetworks:0?")]
    [InlineData("""{ "Admision": {} }""", "Admision (in ", "did you mean Admission?")]
    [InlineData("""{ "DenyNetworks": ["203.0.113.0/24"] }""", "did you mean Admission:DenyNetworks:0?")]
    [InlineData("""{ "Admission__DenyNetworks__0": "203.0.113.0/24" }""", "did you mean Admission:DenyNetworks:0?")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Warning" } } }""", "did you mean Serilog:MinimumLevel:Default?")]
    [InlineData("""{ "Admission": { "DenyNetworks": "203.0.113.0/24" } }""", "Admission:DenyNetworks (in ", "is a list")]
    [InlineData("""{ "Admission": { "DenyNetworks": { "1": "203.0.113.0/24" } } }""", "whose entry 0 is missing")]
    [InlineData("""{ "Admission": { "DenyNetworks": { "a": "203.0.113.0/24" } } }""", "whose entry 0 is missing")]
    [InlineData("""{ "Admission": { "DenyNetworks": { "00": "203.0.113.0/24" } } }""", "whose entry 0 is missing")]
    [InlineData("""{ "Admission": { "DenyNetworks": [["203.0.113.0/24"]] } }""", "Admission:DenyNetworks:0 (in ", "is one value")]
    [InlineData("""{ "Admission": { "DenyNetworks": ["203.0.113.0/24", ""] } }""", "Admission:DenyNetworks:1 (in ", "is blank")]
    [InlineData("""{ "Admission": { "DenyNetworks": [null] } }""", "Admission:DenyNetworks:0 (in ", "is blank")]
    [InlineData("""{ "Admission": "yes" }""", "Admission (in ", "is a section")]
    [InlineData("""{ "Admission": ["DenyNetworks"] }""", "Admission:0 (in ", "is not a setting")]
    [InlineData("""{ "AllowedHosts": ["scan.example.org"] }""", "AllowedHosts (in ", "is one value")]
    [InlineData("""{ "Urls": { "0": "http://127.0.0.1:80" } }""", "Urls (in ", "is one value")]
    [InlineData("""{ "Admission": { "AllowLoopback": "yes" } }""", "Admission:AllowLoopback is \"yes\"", "allowed is true or false")]
    [InlineData("""{ "Admission": { "MaximumLiveScans": 1e3 } }""", "Admission:MaximumLiveScans is \"1e3\"", "a whole number")]
    [InlineData("""{ "Admission": { "MaximumLiveScans": "&h10" } }""", "a whole number")]
    [InlineData("""{ "Admission": { "MaximumLiveScans": 99999999999 } }""", "a whole number")]
    [InlineData("""{ "Admission": { "LimitWindow": "1" } }""", "Admission:LimitWindow is \"1\"", "hours:minutes:seconds")]
    [InlineData("""{ "Admission": { "LimitWindow": "00:10" } }""", "hours:minutes:seconds")]
    [InlineData("""{ "Serilog": { "MinimumLevel": "Debug" } }""", "Serilog:MinimumLevel (in ", "there are Default, Override")]
    [InlineData("""{ "Serilog": { "MinimumLevel": { "Default": "Loud" } } }""", "\"Loud\"", "Verbose, Debug, Information")]
    [InlineData("""{ "Serilog": { "MinimumLevel": { "Default": "3" } } }""", "\"3\"", "Verbose, Debug, Information")]
    [InlineData("""{ "Serilog": { "MinimumLevel": { "Override": { "Microsof": "Debug" } } } }""", "Did you mean Microsoft?")]
    [InlineData("""{ "Serilog": { "MinimumLevel": { "Override": "Debug" } } }""", "is a section")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "a": { "Protocols": "Http3", "Url": "http://127.0.0.1:80" } } } }""", "allowed is Http1, Http2, Http1AndHttp2")]
    [InlineData("""{ "Kestrel": { "Endpoints": { "a": {} } } }""", "Kestrel:Endpoints:a:Url is missing")]
    [InlineData("""{ "Urls": "http://127.0.0.1:80", "Kestrel": { "Endpoints": { "a": { "Url": "http://127.0.0.1:81" } } } }""", "Urls means nothing beside Kestrel:Endpoints")]
    [InlineData("""{ "Urls": "http://127.0.0.1:80", "urls": "http://127.0.0.1:81" }""", "Urls is set twice in ")]
    [InlineData("""{ "Admission": { "AllowLoopback": false }, "admission": { "Cooldown": "00:00:01" } }""", "admission stands twice in ")]
    [InlineData("""{ "Admission": { "AllowLoopback": true }, "Admission:AllowLoopback": false }""", "Admission:AllowLoopback is set twice in ")]
    [InlineData("""{ "ForwardedHeaders_Enabled": true }""", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "X-Forwarded-For")]
    [InlineData("""{ "Telemetry": { "OtlpEndpoint": "http://user:canary@127.0.0.1:4318" } }""", "Telemetry:OtlpEndpoint is an address with a user in it")]
    [InlineData("""{ "Web": { "Ipv6Origin": "ipv6.example.org" } }""", "Web:Ipv6Origin is \"ipv6.example.org\"")]
    [InlineData("""{ "Forwarding": { "Scheme": "http" } }""", "mean nothing without a proxy")]
    [InlineData("""{ "Role": "Web" }""", "Role is \"Web\"")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{ \"Admission\": {\n  \"DenyNetworks\": [ }", "is not JSON: look at line 2")]
    [InlineData("", "is not JSON")]
    public void What_means_nothing_in_the_file_is_refused(string text, params string[] words)
    {
        var errors = _written.Write(text).Errors();
        Assert.All(words, word => Assert.Contains(word, errors, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void List_stands_in_one_place_whole()
    {
        _written.Write("""{ "Admission": { "DenyNetworks": ["203.0.113.0/24"] } }""");
        Assert.Contains("Admission:DenyNetworks is a list that stands in ", _written.Errors("--Admission:DenyNetworks:1=198.51.100.0/24"), StringComparison.Ordinal);
        Assert.Contains("and on the command line; write all of it in one place", _written.Errors("--Admission:DenyNetworks:0=198.51.100.0/24"), StringComparison.Ordinal);
        Assert.Contains(
            "--Engine:SourceAddresses:0 (on the command line) is there twice", _written.Errors("--Engine:SourceAddresses:0=192.0.2.1", "--Engine:SourceAddresses:0=192.0.2.2"), StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_differ_in_case_alone_are_refused() => Assert.Contains(
        "Admission:AllowLoopback is set twice in the environment",
        _written.Set("PORTSCANNER_Admission__AllowLoopback", "true").Set("portscanner_admission__allowloopback", "false").Errors(),
        StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("appsettings.Production.json")]
    [InlineData("AppSettings.json")]
    [InlineData("appsettings.Development.json")]
    public void File_that_is_not_read_is_refused(string name) =>
        Assert.Contains($"{name} is not read; settings stand in {_written.File} alone.", _written.Write("{}").Write("{}", name).Errors(), StringComparison.Ordinal);

    [Fact]
    public void Link_that_leads_nowhere_is_no_file_without_settings()
    {
        File.CreateSymbolicLink(_written.File, "/nonexistent/appsettings.json");
        Assert.Contains("/nonexistent/appsettings.json cannot be read", _written.Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_all_places_are_told_at_once()
    {
        var errors = _written.Write("""{ "Nonsense": 1 }""").Set("PORTSCANNER_Folly", "1").Set("Admission__Cooldown", "x")
            .Errors("--Rubbish=1", "--Admission:DenyNetworks:0=x", "--Engine:PacketsPerSecond=1", "--Operator:Contact=me", "docter");
        Assert.All(["Nonsense", "Folly", "Admission__Cooldown", "Rubbish", "Admission:DenyNetworks", "Engine:PacketsPerSecond", "Operator:Contact", "docter"], word => Assert.Contains(word, errors, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Settings))]
    public void Each_setting_that_there_is_is_known_and_none_is_when_a_letter_is_missing(string setting)
    {
        Assert.DoesNotContain("is not a setting", WrittenSettings.ErrorsOf($"--{setting}=x"), StringComparison.Ordinal);
        if (!setting.EndsWith(":Any", StringComparison.Ordinal))
        {
            Assert.Matches("is not a setting; (did you mean|in )", WrittenSettings.ErrorsOf($"--{setting[..^1]}=x"));
        }
    }

    [Fact]
    public void Settings_that_ship_are_right()
    {
        Assert.Empty(_written.Write(Repository.Read("src/PortScanner.Web/appsettings.json")).Errors());
        Assert.Empty(_written.Write(Repository.Read("deploy/debian/appsettings.json")).Errors());
    }

    public void Dispose() => _written.Dispose();
}
