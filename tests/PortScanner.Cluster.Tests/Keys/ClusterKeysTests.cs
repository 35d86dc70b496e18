using System.Security.Cryptography;

using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Options;

namespace PortScanner.Cluster.Tests.Keys;

public sealed class ClusterKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portscanner-keys-");

    [Fact]
    public void Keys_that_are_right_are_read()
    {
        using var tester = Node.Named("t1");
        var options = Options(Node.NewKey());
        options.Testers = new Dictionary<string, string>(StringComparer.Ordinal) { ["t1"] = tester.PublicKey };

        using var keys = ClusterKeys.Read(options, new List<string>());

        Assert.Equal("w1", keys!.Node.Name);
        Assert.Equal(["t1"], keys.Testers.Names);
        Assert.Empty(keys.WebNodes.Names);
    }

    [Fact]
    public void Signature_of_a_node_is_believed_by_whoever_has_its_public_key_and_of_no_other()
    {
        using var node = NodeIdentity.FromPem("t1", Node.NewKey());
        using var other = Node.Named("t1");
        var message = Signed.Make(node, Signed.Heartbeat, "body"u8);

        Assert.True(Signed.IsBy(Node.Believed(node), "t1", Signed.Heartbeat, message));
        Assert.False(Signed.IsBy(Node.Believed(node), "t1", Signed.Grant, message));
        Assert.False(Signed.IsBy(Node.Believed(node), "t2", Signed.Heartbeat, message));
        Assert.False(Signed.IsBy(Node.Believed(other), "t1", Signed.Heartbeat, message));
    }

    [Fact]
    public void Signatures_are_right_whatever_many_threads_do_at_once()
    {
        using var node = Node.Named("t1");
        using var believed = Node.Believed(node);

        Parallel.For(0, 2000, i => Assert.True(Signed.IsBy(believed, "t1", Signed.Grant, Signed.Make(node, Signed.Grant, BitConverter.GetBytes(i)))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void File_without_a_key_is_told_by_its_setting(string pem) => Assert.Contains("Cluster:SigningKeyFile", Error(Options(pem)), StringComparison.Ordinal);

    [Fact]
    public void Key_of_another_curve_and_a_public_key_are_told_by_their_setting()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        // A curve that there is not: the runtime throws another exception than over a key that is none.
        var unknown = Convert.ToBase64String(Convert.FromBase64String(PemBody(Node.NewKey())).Select((octet, i) => i == 20 ? (byte)1 : octet).ToArray());
        Assert.Contains("Cluster:SigningKeyFile", Error(Options($"-----BEGIN PRIVATE KEY-----\n{unknown}\n-----END PRIVATE KEY-----")), StringComparison.Ordinal);
        using var good = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Contains("Cluster:SigningKeyFile", Error(Options(other.ExportPkcs8PrivateKeyPem())), StringComparison.Ordinal);
        Assert.Contains("Cluster:SigningKeyFile", Error(Options(good.ExportSubjectPublicKeyInfoPem())), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_missing_or_not_named_is_told_by_its_setting()
    {
        var options = Options(Node.NewKey());
        options.SigningKeyFile = "/nowhere/key.pem";
        Assert.Contains("/nowhere/key.pem", Error(options), StringComparison.Ordinal);
        options.SigningKeyFile = null;
        Assert.Contains("Cluster:SigningKeyFile is missing", Error(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("W1")]
    [InlineData("a.b")]
    [InlineData("a*")]
    [InlineData("a-name-that-is-much-longer-than-32")]
    public void Name_that_could_not_be_part_of_a_subject_is_told_by_its_setting(string name)
    {
        var options = Options(Node.NewKey());
        options.Node = name;
        Assert.Contains("Cluster:Node", Error(options), StringComparison.Ordinal);

        options.Node = "w1";
        options.WebNodes = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = PublicKey() };
        Assert.Contains("Cluster:WebNodes", Error(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Public_key_that_is_none_or_has_two_names_is_told_by_its_setting()
    {
        var options = Options(Node.NewKey());
        options.Testers = new Dictionary<string, string>(StringComparer.Ordinal) { ["t1"] = "AAAA" };
        Assert.Contains("Cluster:Testers:t1", Error(options), StringComparison.Ordinal);

        var key = PublicKey();
        options.Testers = new Dictionary<string, string>(StringComparer.Ordinal) { ["t1"] = key, ["t2"] = key };
        Assert.Contains("one key under two names", Error(options), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string PemBody(string pem) => string.Concat(pem.Split('\n')[1..^1]);

    private static string PublicKey()
    {
        using var node = Node.Named("any");
        return node.PublicKey;
    }

    private static string Error(ClusterOptions options)
    {
        var errors = new List<string>();
        Assert.Null(ClusterKeys.Read(options, errors));
        return Assert.Single(errors);
    }

    private ClusterOptions Options(string pem)
    {
        var file = Path.Combine(_folder.FullName, "key.pem");
        File.WriteAllText(file, pem);
        return new ClusterOptions { Node = "w1", SigningKeyFile = file };
    }
}
