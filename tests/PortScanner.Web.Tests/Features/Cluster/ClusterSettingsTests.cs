using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

using NATS.NKeys;

using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Nodes;
using PortScanner.Web.Tests.Settings;

namespace PortScanner.Web.Tests.Features.Cluster;

/// <summary>What a node on several machines is told is right as a whole, or it does not start.</summary>
public sealed class ClusterSettingsTests : IDisposable
{
    private static readonly string Key = NewKey();
    private static readonly string OtherKey = NewKey();

    private readonly WrittenSettings _written =
        new WrittenSettings().Write(NewPrivateKey(), "signing.pem", UnixFileMode.UserRead).Write(NewSeed(), "login.nk", UnixFileMode.UserRead);

    private string[] Web =>
    [
        "--Role=web", "--Cluster:Bus:0=tls://bus.example.org:4222", "--Cluster:Node=w1", $"--Cluster:SigningKeyFile={_written.Folder}/signing.pem",
        $"--Cluster:NKeyFile={_written.Folder}/login.nk", $"--Cluster:Testers:t1={Key}",
    ];

    private string[] Tester =>
        ["--Role=tester", "--Cluster:Bus:0=nats://127.0.0.1:4222", "--Cluster:Node=t1", $"--Cluster:SigningKeyFile={_written.Folder}/signing.pem", $"--Cluster:WebNodes:w1={OtherKey}"];

    public void Dispose() => _written.Dispose();

    [Fact]
    public void Web_node_and_tester_are_read()
    {
        var web = _written.Read([.. Web, "--Cluster:OwnNetworks:0=203.0.113.0/24", "--Cluster:Reflectors:0=203.0.113.7", "--Cluster:Spread=all"]).Cluster;
        Assert.Equal((true, "w1", ScanSpread.All), (web.IsOn, web.Node, web.Spread));
        Assert.Equal("203.0.113.7", Assert.Single(web.Reflectors).ToString());
        Assert.Equal((true, "t1", ScanSpread.Udp), (_written.Read(Tester).Cluster is var tester && tester.IsOn, tester.Node, tester.Spread));
    }

    [Fact]
    public void Without_a_bus_there_is_no_cluster() => Assert.False(_written.Read().Cluster.IsOn);

    [Fact]
    public void Own_networks_are_never_tested()
    {
        var settings = _written.Read([.. Tester, "--Cluster:OwnNetworks:0=8.8.8.0/24"]);
        Assert.NotNull(settings.Admission.Policy.Check(System.Net.IPAddress.Parse("8.8.8.8"), []));
        Assert.Null(settings.Admission.Policy.Check(System.Net.IPAddress.Parse("8.8.9.8"), []));
    }

    [Theory]
    [InlineData("--Role=all", "Role is all")]
    [InlineData("--Tester:Socket=/run/other.sock", "Tester:Socket and Tester:WebUser mean nothing with Cluster:Bus")]
    [InlineData("--Tester:WebUser=root", "Tester:Socket and Tester:WebUser mean nothing with Cluster:Bus")]
    [InlineData("--Cluster:Node=W1", "Cluster:Node is \"W1\"; allowed is 1 to 32")]
    [InlineData("--Cluster:Node=w.1", "Cluster:Node is \"w.1\"")]
    [InlineData("--Cluster:Node=t1", "Cluster:Node is \"t1\", which is a node of the other role")]
    [InlineData("--Cluster:Bus:0=bus.example.org", "Cluster:Bus has \"bus.example.org\"; allowed is tls://HOST:PORT")]
    [InlineData("--Cluster:Bus:0=nats://bus.example.org:4222", "Cluster:Bus has \"nats://bus.example.org:4222\"")]
    [InlineData("--Cluster:Testers:t1=AAAA", "Cluster:Testers:t1 is no public key")]
    [InlineData("--Cluster:Testers:t1=?", "Cluster:Testers:t1 is no public key")]
    [InlineData("--Cluster:SigningKeyFile=/nowhere/key", "Cluster:SigningKeyFile, /nowhere/key, cannot be read")]
    [InlineData("--Cluster:NKeyFile=/nowhere/seed", "Cluster:NKeyFile, /nowhere/seed, cannot be read")]
    [InlineData("--Cluster:CaFile=/nowhere/ca", "Cluster:CaFile, /nowhere/ca, is not there")]
    [InlineData("--Cluster:OwnNetworks:0=203.0.113.7/24", "Cluster:OwnNetworks: \"203.0.113.7/24\"")]
    [InlineData("--Cluster:Reflectors:0=reflector.example.org", "Cluster:Reflectors: \"reflector.example.org\" is no address")]
    [InlineData("--Cluster:Spread=tcp", "Cluster:Spread is \"tcp\"; allowed is none, udp, all.")]
    [InlineData("--Cluster:DrainTime=00:11:00", "Cluster:DrainTime is 00:11:00; allowed is 00:00:00 to 00:10:00")]
    [InlineData("--Cluster:ScansPerMinutePerWebNode=0", "Cluster:ScansPerMinutePerWebNode is 0; allowed is 1 or more.")]
    public void Wrong_setting_is_named(string argument, string words)
    {
        // Of a list's entry, and of a name's, there is one.
        var setting = argument.Split('=')[0];
        string[] own = argument == "--Cluster:Node=t1" ? [$"--Cluster:WebNodes:w1={OtherKey}"] : [];
        Assert.Contains(words, _written.Errors([.. Web.Where(other => other.Split('=')[0] != setting), .. own, argument]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Cluster:Node=w1")]
    [InlineData("--Cluster:OwnNetworks:0=203.0.113.0/24")]
    [InlineData("--Cluster:SecondOpinion=true")]
    [InlineData("--Cluster:DrainTime=00:00:10")]
    public void Setting_that_means_nothing_without_a_bus_is_refused(string argument) =>
        Assert.Contains("mean nothing without Cluster:Bus", _written.Errors(argument), StringComparison.Ordinal);

    [Fact]
    public void Nobody_to_ask_nobody_to_obey_and_keys_that_two_have_are_refused()
    {
        Assert.Contains("Cluster:Testers is empty", _written.Errors([.. Web[..^1]]), StringComparison.Ordinal);
        Assert.Contains("Cluster:WebNodes is empty", _written.Errors([.. Tester[..^1]]), StringComparison.Ordinal);
        Assert.Contains("have one key for w2 and t1", _written.Errors([.. Web, $"--Cluster:WebNodes:w2={Key}"]), StringComparison.Ordinal);
        Assert.Contains("both have \"t1\"", _written.Errors([.. Web, $"--Cluster:WebNodes:t1={OtherKey}"]), StringComparison.Ordinal);
        Assert.Contains("Cluster:SigningKeyFile is missing", _written.Errors([.. Web.Where(argument => !argument.Contains("SigningKeyFile", StringComparison.Ordinal))]), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_of_the_limits_is_read_of_a_web_node_that_has_a_database_and_no_other()
    {
        _written.Write(Convert.ToBase64String(new byte[32]) + "\n", "limits", UnixFileMode.UserRead).Write("short", "wrong", UnixFileMode.UserRead);
        var file = $"--Cluster:LimitSecretFile={_written.Folder}/limits";
        Assert.Contains("means nothing without ConnectionStrings:Results", _written.Errors([.. Web, file]), StringComparison.Ordinal);
        Assert.Contains("Cluster:LimitSecretFile is for web nodes", _written.Errors([.. Tester, file]), StringComparison.Ordinal);

        _written.Set("PORTSCANNER_ConnectionStrings__Results", "Server=127.0.0.1;Database=p;User ID=p");
        Assert.Equal(new byte[32], LimitSecret.Read(_written.Read([.. Web, file]).Cluster.Options.LimitSecretFile!));
        Assert.Contains("which holds no secret; allowed are 32 random bytes", _written.Errors([.. Web, $"--Cluster:LimitSecretFile={_written.Folder}/wrong"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Web_nodes_whose_scans_could_not_be_told_apart_are_refused()
    {
        var seen = new Dictionary<ushort, string>();
        var names = Enumerable.Range(0, 100_000).Select(i => $"w{i}").First(name => !seen.TryAdd(NodeNumber.Of(name), name));
        var other = seen[NodeNumber.Of(names)];
        var errors = _written.Errors([.. Web, $"--Cluster:WebNodes:{names}={OtherKey}", $"--Cluster:WebNodes:{other}={NewKey()}"]);
        Assert.Contains("which have the same number by chance", errors, StringComparison.Ordinal);
        Assert.Contains($"\"{other}\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_that_others_can_read_is_refused()
    {
        _written.Write(NewPrivateKey(), "open.pem");
        Assert.Contains("others than its owner can read", _written.Errors([.. Web, $"--Cluster:SigningKeyFile={_written.Folder}/open.pem"]), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Needs", "root")]
    public void Credential_of_systemd_may_show_a_right_of_the_group()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can write where systemd has credentials");
        var folder = Directory.CreateDirectory($"/run/credentials/portscanner-{Guid.NewGuid():N}");
        try
        {
            var file = Path.Combine(folder.FullName, "node.pem");
            File.WriteAllText(file, NewPrivateKey());
            SetMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.Empty(_written.Errors([.. Web, $"--Cluster:SigningKeyFile={file}"]));
            SetMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("others than its owner can read", _written.Errors([.. Web, $"--Cluster:SigningKeyFile={file}"]), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The program runs on Linux alone.")]
    private static void SetMode(string file, UnixFileMode mode) => File.SetUnixFileMode(file, mode);

    private static string NewSeed()
    {
        using var pair = KeyPair.CreatePair(PrefixByte.User);
        return pair.GetSeed();
    }

    private static string NewPrivateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }
}
