using NATS.NKeys;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Options;

namespace PortScanner.Cluster.Tests.Bus;

public sealed class BusSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portscanner-bus-");

    [Theory]
    [InlineData("nats://127.0.0.1:4300", "nats://127.0.0.1:4300/")]
    [InlineData("nats://127.0.0.1", "nats://127.0.0.1:4222/")]
    [InlineData("nats://[::1]:4300", "nats://[::1]:4300/")]
    public void Server_on_loopback_may_be_spoken_to_in_clear_and_without_a_login(string text, string server)
    {
        var settings = Read(new ClusterOptions { Node = "w1", Bus = [text] });

        Assert.Equal(server, Assert.Single(settings.Servers).AbsoluteUri);
        Assert.False(settings.IsEncrypted);
        Assert.Null(settings.PublicKey());
    }

    [Fact]
    public void Other_servers_are_spoken_to_encrypted_and_with_a_login()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        var settings = Read(new ClusterOptions
        {
            Node = "w1", Bus = ["tls://hub.example", "tls://192.0.2.1:4300"], NKeyFile = Write(pair.GetSeed() + "\n"), CaFile = Write("any"),
        });

        Assert.Equal(["tls://hub.example:4222/", "tls://192.0.2.1:4300/"], settings.Servers.Select(server => server.AbsoluteUri));
        Assert.True(settings.IsEncrypted);
        Assert.Equal(pair.GetPublicKey(), settings.PublicKey());
    }

    [Theory]
    [InlineData("nats://192.0.2.1:4222")]
    [InlineData("nats://localhost:4222")]
    [InlineData("ws://127.0.0.1:4222")]
    [InlineData("nats://user:password@127.0.0.1:4222")]
    [InlineData("nats://127.0.0.1:4222/path")]
    [InlineData("127.0.0.1:4222")]
    [InlineData("hub.example")]
    [InlineData("")]
    public void Server_that_is_none_or_would_be_spoken_to_in_clear_is_told_by_its_setting(string text) =>
        Assert.StartsWith("Cluster:Bus has ", Error(new ClusterOptions { Node = "w1", Bus = [text] }), StringComparison.Ordinal);

    [Fact]
    public void Servers_of_two_kinds_are_told_by_their_setting()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        var options = new ClusterOptions { Node = "w1", Bus = ["nats://127.0.0.1:1", "tls://hub.example"], NKeyFile = Write(pair.GetSeed()) };

        Assert.StartsWith("Cluster:Bus mixes", Error(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SU")]
    [InlineData("no seed")]
    [InlineData("SUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4")]
    public void File_without_the_seed_of_a_user_is_told_by_its_setting(string content) =>
        Assert.Contains("holds no seed", Error(new ClusterOptions { Node = "w1", Bus = ["tls://hub.example"], NKeyFile = Write(content) }), StringComparison.Ordinal);

    [Fact]
    public void Seed_of_an_account_is_told_by_its_setting()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.Account);

        Assert.Contains("holds no seed", Error(new ClusterOptions { Node = "w1", Bus = ["tls://hub.example"], NKeyFile = Write(pair.GetSeed()) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_missing_are_told_by_their_settings()
    {
        var options = new ClusterOptions { Node = "w1", Bus = ["nats://127.0.0.1"], NKeyFile = "/nowhere/seed" };
        Assert.Contains("Cluster:NKeyFile, /nowhere/seed", Error(options), StringComparison.Ordinal);
        options = new ClusterOptions { Node = "w1", Bus = ["nats://127.0.0.1"], CaFile = "/nowhere/ca.pem" };
        Assert.Contains("Cluster:CaFile, /nowhere/ca.pem", Error(options), StringComparison.Ordinal);
        options = new ClusterOptions { Node = "w1", Bus = ["tls://hub.example"] };
        Assert.Contains("Cluster:NKeyFile is missing", Error(options), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static BusSettings Read(ClusterOptions options)
    {
        var errors = new List<string>();
        var settings = BusSettings.Read(options, errors);
        Assert.Empty(errors);
        return settings;
    }

    private static string Error(ClusterOptions options)
    {
        var errors = new List<string>();
        BusSettings.Read(options, errors);
        return Assert.Single(errors);
    }

    private string Write(string content)
    {
        var file = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, content);
        return file;
    }
}
