using System.Text.Json;

using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Settings;

/// <summary>What the program tells of its settings.</summary>
public sealed class SettingsVerbTests : IDisposable
{
    private const string Secret = "0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly WrittenSettings _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public void Each_setting_is_told_with_its_value_and_where_it_stands()
    {
        _written.Write("""{ "Admission": { "DenyNetworks": [ "192.0.2.0/24", "2001:db8::/32" ], "Cooldown": "00:00:07" }, "Serilog": { "MinimumLevel": { "Override": { "System": "Error" } } } }""")
            .Set("PORTSCANNER_Engine__PacketsPerSecond", "1000")
            .Set("PORTSCANNER_Admission__Cooldown", "00:00:08");

        var lines = Told("settings", "--Urls=http://127.0.0.1:8080", "--Operator:PublicOrigin=https://scan.example.org");

        var file = $"(in {_written.File})";
        Assert.Equal($"192.0.2.0/24  {file}", lines["Admission:DenyNetworks:0"]);
        Assert.Equal($"2001:db8::/32  {file}", lines["Admission:DenyNetworks:1"]);
        Assert.Equal($"Error  {file}", lines["Serilog:MinimumLevel:Override:System"]);
        Assert.Equal("1000  (in the environment)", lines["Engine:PacketsPerSecond"]);
        Assert.Equal("00:00:08  (in the environment)", lines["Admission:Cooldown"]);
        Assert.Equal("http://127.0.0.1:8080  (on the command line)", lines["Urls"]);
        Assert.Equal("false  (default)", lines["Admission:AllowLoopback"]);
        Assert.Equal("empty  (default)", lines["Admission:AllowNetworks"]);
        Assert.Equal("none  (default)", lines["Engine:Seed"]);
        Assert.EndsWith("  (follows from other settings)", lines["Engine:ProbeDescription"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_setting_is_left_out()
    {
        var told = Told("settings").Keys.Order(StringComparer.Ordinal);

        Assert.Equal(
            SettingsSchema.Of(typeof(SiteOptions)).Select(setting => setting.Path).Where(path => !path.Contains(SettingsSchema.Anything, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            told);
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("settings", "--json")]
    public void Secret_is_never_told(params string[] words)
    {
        _written.Set("PORTSCANNER_Forwarding__Secret", Secret).Set("PORTSCANNER_ConnectionStrings__Results", $"Server=localhost;Password={Secret}");
        using var remarks = new StringWriter();

        var text = Run(remarks, [.. words, "--Forwarding:Proxies:0=127.0.0.1", "--AllowedHosts=scan.example.org"]);

        Assert.DoesNotContain(Secret, text + remarks, StringComparison.Ordinal);
        if (words is ["settings"])
        {
            Assert.Equal("set  (in the environment)", Lines(text)["Forwarding:Secret"]);
            Assert.Equal("none  (default)", Lines(text)["Kestrel:Certificates:Default:Password"]);
        }
        else
        {
            Assert.DoesNotContain("Secret\"", text, StringComparison.Ordinal);
            Assert.Contains("Forwarding:Secret is a secret (in the environment), and is left out", remarks.ToString(), StringComparison.Ordinal);
            Assert.Contains("PORTSCANNER_ConnectionStrings__Results", remarks.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void File_that_is_printed_sets_what_was_in_force()
    {
        var json = Run(
            TextWriter.Null, "settings", "--json", "--Admission:DenyNetworks:0=192.0.2.0/24", "--Engine:Seed=9007199254740991", "--Admission:LimitWindow=1.00:00:00",
            "--Kestrel:Endpoints:Main:Url=http://127.0.0.1:8080", "--Kestrel:Endpoints:Main:Protocols=Http1", "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore=Warning",
            "--Operator:PublicOrigin=https://scan.example.org", "--Admission:AllowLoopback=true");
        _written.Write(json);

        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.ValueKind);
        Assert.Equal(json, Run(TextWriter.Null, "settings", "--json"));
        var lines = Told("settings");
        var file = $"(in {_written.File})";
        Assert.Equal($"192.0.2.0/24  {file}", lines["Admission:DenyNetworks:0"]);
        Assert.Equal($"9007199254740991  {file}", lines["Engine:Seed"]);
        Assert.Equal($"1.00:00:00  {file}", lines["Admission:LimitWindow"]);
        Assert.Equal($"Http1  {file}", lines["Kestrel:Endpoints:Main:Protocols"]);
        Assert.Equal($"Warning  {file}", lines["Serilog:MinimumLevel:Override:Microsoft.AspNetCore"]);
        Assert.EndsWith("  (follows from other settings)", lines["Engine:ProbeDescription"], StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_setting_is_refused_as_at_a_start() =>
        Assert.Contains("Engine:PacketsPerSecond is 1", Assert.Throws<ConfigurationException>(() => Run(TextWriter.Null, "settings", "--Engine:PacketsPerSecond=1")).Message, StringComparison.Ordinal);

    private Dictionary<string, string> Told(params string[] words) => Lines(Run(TextWriter.Null, words));

    private static Dictionary<string, string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(line => line.Split(' ')[0], line => line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart(), StringComparer.Ordinal);

    private string Run(TextWriter remarks, params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, SettingsVerb.Run(_written.StartHere(words), output, remarks));
        return output.ToString();
    }
}
