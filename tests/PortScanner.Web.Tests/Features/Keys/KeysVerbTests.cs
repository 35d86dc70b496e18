using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

using NATS.NKeys;

using PortScanner.Cluster.Keys;
using PortScanner.Web.Features.Keys;
using PortScanner.Web.Hosting.CommandLines;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Features.Keys;

/// <summary>Keys of a node, as an operator has them made.</summary>
[SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The whole program runs on Linux alone.")]
public sealed class KeysVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("web", "w1")]
    [InlineData("tester", "t-3")]
    public void Files_are_what_the_settings_take_and_only_their_owner_reads_them(string role, string name)
    {
        var printed = Run("--Role", role, "new", name);

        Assert.Equal([$"{name}.nkey", $"{name}.pem"], Files());
        Assert.All(Files(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, file))));
        using var login = KeyPair.FromSeed(Read($"{name}.nkey").Trim());
        using var identity = NodeIdentity.FromPem(name, Read($"{name}.pem"));
        Assert.Contains($"nkey: {login.GetPublicKey()}\n", printed, StringComparison.Ordinal);
        Assert.Contains($"  \"{name}\": \"{identity.PublicKey}\"\n", printed, StringComparison.Ordinal);
        Assert.Equal(name, OwnSettings(printed).GetProperty("Node").GetString());
        Assert.Equal(Path.Combine(_folder, $"{name}.pem"), OwnSettings(printed).GetProperty("SigningKeyFile").GetString());
    }

    [Fact]
    public void What_is_printed_holds_no_secret()
    {
        var printed = Run("--Role=web", "--limit-secret", "new", "w1");

        Assert.Equal(["limit-secret", "w1.nkey", "w1.pem"], Files());
        Assert.Equal(32, Convert.FromBase64String(Read("limit-secret")).Length);
        Assert.DoesNotContain(Read("w1.nkey").Trim(), printed, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(Read("limit-secret").Trim(), printed, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder, "limit-secret"), OwnSettings(printed).GetProperty("LimitSecretFile").GetString());
    }

    [Theory]
    [InlineData("w1.nkey")]
    [InlineData("w1.pem")]
    [InlineData("limit-secret")]
    public void Nothing_is_overwritten_and_nothing_is_half_made(string there)
    {
        File.WriteAllText(Path.Combine(_folder, there), "as it was");

        var refused = Assert.Throws<ConfigurationException>(() => Run("--Role=web", "--limit-secret", "new", "w1"));

        Assert.Contains(there, refused.Message, StringComparison.Ordinal);
        Assert.Equal([there], Files());
        Assert.Equal("as it was", Read(there));
    }

    [Theory]
    [InlineData("Role must be", "new", "w1")]
    [InlineData("Role must be", "--Role=all", "new", "w1")]
    [InlineData("Role is \"webb\"", "--Role=webb", "new", "w1")]
    [InlineData("no name of a node", "--Role=web", "new", "W1")]
    [InlineData("no name of a node", "--Role=web", "new", "../w1")]
    [InlineData("two words", "--Role=web", "new")]
    [InlineData("two words", "--Role=web", "make", "w1")]
    [InlineData("two words", "--Role=web")]
    [InlineData("no setting but Role", "--Role=web", "--Urls=http://127.0.0.1:1", "new", "w1")]
    [InlineData("for web nodes", "--Role=tester", "--limit-secret", "new", "t1")]
    public void What_cannot_be_meant_makes_nothing(string why, params string[] words)
    {
        Assert.Contains(why, Assert.Throws<ConfigurationException>(() => Run(words)).Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    private string Run(params string[] words)
    {
        using var output = new StringWriter();
        Assert.Equal(0, KeysVerb.Run(CommandLine.Parse(["keys", $"--folder={_folder}", .. words], typeof(SiteOptions)), output));
        return output.ToString();
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    // The block of its own settings is JSON but for the braces around it.
    private static JsonElement OwnSettings(string printed)
    {
        var block = printed.Split("\n\n").Single(part => part.StartsWith("Its own settings", StringComparison.Ordinal));
        return JsonDocument.Parse($"{{{block[block.IndexOf('\n', StringComparison.Ordinal)..]}}}").RootElement.GetProperty("Cluster");
    }
}
