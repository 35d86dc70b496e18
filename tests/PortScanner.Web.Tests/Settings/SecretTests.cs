using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Settings;

/// <summary>A secret that others on the machine can read is refused, whichever it is and wherever it stands.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Secret = "canary-secret-0123456789abcdef0123456789";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string Proxied = """{ "AllowedHosts": "scan.example.org", "Forwarding": { "Proxies": ["127.0.0.1"] } }""";

    private readonly WrittenSettings _written = new();

    public static TheoryData<string> Secrets =>
        [.. SettingsSchema.Of(typeof(SiteOptions)).Where(setting => setting.IsSecret).Select(setting => setting.Path.Replace(SettingsSchema.Anything, "a", StringComparison.Ordinal))];

    public static TheoryData<UnixFileMode> OpenModes => [UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite, UnixFileMode.GroupWrite];

    [Fact]
    public void Secrets_are_those_that_open_something() => Assert.Equal(
        [
            "Forwarding:Secret", "ConnectionStrings:Results", "Kestrel:Endpoints:NAME:Certificate:Password", "Kestrel:Endpoints:NAME:Sni:NAME:Certificate:Password",
            "Kestrel:Certificates:Default:Password",
        ],
        SettingsSchema.Of(typeof(SiteOptions)).Where(setting => setting.IsSecret).Select(setting => setting.Path));

    [Theory, MemberData(nameof(Secrets))]
    public void Secret_on_the_command_line_is_refused(string setting)
    {
        var errors = WrittenSettings.ErrorsOf($"--{setting}={Secret}");
        Assert.Contains($"--{setting} (on the command line) is a secret, and everybody on this machine can read a command line", errors, StringComparison.Ordinal);
        Assert.Contains($"PORTSCANNER_{setting.Replace(":", "__", StringComparison.Ordinal)}=…", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", errors, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OpenModes))]
    public void Secret_in_a_file_that_others_can_read_or_write_is_refused(UnixFileMode open)
    {
        var text = Proxied.Replace("\"Proxies\"", $"\"Secret\": \"{Secret}\", \"Proxies\"", StringComparison.Ordinal);
        Assert.Empty(_written.Write(text, mode: Owner).Errors());

        var errors = _written.Write(text, mode: Owner | open).Errors();
        Assert.Contains("Forwarding:Secret (in ", errors, StringComparison.Ordinal);
        Assert.Contains($"the file's mode is 0{Convert.ToString((int)(Owner | open), 8)}", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void File_behind_a_link_is_judged_by_its_own_mode()
    {
        var text = Proxied.Replace("\"Proxies\"", $"\"Secret\": \"{Secret}\", \"Proxies\"", StringComparison.Ordinal);
        _written.Write(text, "real", Owner | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(_written.File, "real");
        Assert.Contains($"Forwarding:Secret (in {Path.Combine(_written.Folder, "real")})", _written.Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_in_the_environment_is_right() =>
        Assert.True(_written.Write(Proxied).Set("PORTSCANNER_Forwarding__Secret", Secret).Read().Forwarding.IsSecret(Secret));

    [Fact]
    public void Credentials_of_systemd_are_named_as_variables_are()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_written.Folder, "credentials")).FullName;
        _written.Write(Proxied).Write($"{Secret}\n", "credentials/PORTSCANNER_Forwarding__Secret", Owner | UnixFileMode.GroupRead)
            .Write("of somebody else's", "credentials/other").Set("CREDENTIALS_DIRECTORY", folder);
        Assert.True(_written.Read().Forwarding.IsSecret(Secret));

        _written.Write(Secret, "credentials/PORTSCANNER_Forwarding__Secret", Owner | UnixFileMode.OtherRead);
        Assert.Contains("PORTSCANNER_Forwarding__Secret (among the credentials) is a secret, and the file's mode is 0604", _written.Errors(), StringComparison.Ordinal);

        _written.Write("x", "credentials/Forwarding__Secret", Owner);
        Assert.Contains("Forwarding__Secret (among the credentials) is not read", _written.Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_the_units_read_is_looked_at_and_read_by_what_is_called_by_hand()
    {
        _written.Write(Proxied).Write($"# ours\n\nPORTSCANNER_Forwarding__Secret=\"{Secret}\"\n", "environment", Owner);
        Assert.True(_written.Read("doctor").Forwarding.IsSecret(Secret));
        Assert.Contains("Forwarding:Secret is missing", _written.Errors(), StringComparison.Ordinal);

        _written.Write($"PORTSCANNER_Forwarding__Secret={Secret}\n", "environment", Owner | UnixFileMode.OtherRead);
        var path = Path.Combine(_written.Folder, "environment");
        Assert.Contains($"{path} holds a secret, and the file's mode is 0604, so that others than its owner can read or write it. chmod 600 {path}", _written.Errors(), StringComparison.Ordinal);
        Assert.Contains("chmod 600", _written.Errors("doctor"), StringComparison.Ordinal);

        _written.Write("Forwarding__Secret=x\n", "environment", Owner);
        Assert.Contains("Forwarding__Secret (in ", _written.Errors("doctor"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A = b c ", "b c")]
    [InlineData("A=\"b c\" # d", "b c # d")]
    [InlineData("A='b\\c'", "b\\c")]
    [InlineData("A=\"b\\\"c\\d\"", "b\"c\\d")]
    [InlineData("A=b\\\nc", "bc")]
    [InlineData("A=Server=127.0.0.1;Password='x;y'", "Server=127.0.0.1;Password=x;y")]
    public void Environment_file_is_read_as_systemd_reads_it(string text, string value) =>
        Assert.Equal(KeyValuePair.Create("A", value), Assert.Single(EnvironmentFile.Parse($"# c\n; d\n\nno assignment\n{text}\n")));

    [Fact]
    public void Password_of_a_database_is_in_no_message() => Assert.DoesNotContain(
        "canary", _written.Set("PORTSCANNER_ConnectionStrings__Results", "canary-password").Set("PORTSCANNER_Forwarding__Secret", "canary").Errors(), StringComparison.Ordinal);

    public void Dispose() => _written.Dispose();
}
