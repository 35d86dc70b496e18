namespace PortScanner.Web.Tests.Settings;

/// <summary>Settings with which the program does not start are named in sentences for an operator, by the reader that the program uses.</summary>
public sealed class RefusedSettingsTests
{
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
    [InlineData("--Admission:MaximumLiveScans=-3", "Admission:MaximumLiveScans is -3")]
    [InlineData("--Admission:MaximumLiveScans=many", "Admission:MaximumLiveScans")]
    [InlineData("--Admission:DenyNetworks=203.0.113.0/24", "--Admission:DenyNetworks (on the command line) is a list; number its entries, as in --Admission:DenyNetworks:0.")]
    [InlineData("--Engine:SourcePort=61000-61100", "did you mean --Engine:SourcePorts?")]
    [InlineData("--Engine:SourcePorts=backwards", "first-last")]
    [InlineData("--Engine:Seed=many", "a whole number")]
    [InlineData("--Engine:Seed=9007199254740992", "Engine:Seed is 9007199254740992; allowed is nothing, or a number from 0 to 9007199254740991")]
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
}
