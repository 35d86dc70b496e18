using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using PortScanner.Cluster.Bus;

namespace PortScanner.Cluster.Tests.Bus;

/// <summary>A real broker with the configuration that is shipped, on loopback, and with two web nodes and two testers as its users.</summary>
public sealed class ShippedBroker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portscanner-broker-").FullName;
    private NatsServer? _server;

    /// <summary>The users, by name.</summary>
    public IReadOnlyDictionary<string, BrokerUser> Users { get; } =
        new[] { "w1", "w2", "t1", "t2" }.ToDictionary(name => name, _ => BrokerUser.New(), StringComparer.Ordinal);

    /// <summary>The server; skips the test where there is none.</summary>
    public NatsServer Server => _server ?? throw new InvalidOperationException("It was not started.");

    /// <summary>The file with the certificate that signs the broker's: its own.</summary>
    public string CaFile => Path.Combine(_folder, "cert.pem");

    /// <summary>The configuration that is shipped, with another certificate and these users.</summary>
    /// <param name="users">What stands in users.conf.</param>
    public string Configuration(string users)
    {
        var shipped = File.ReadAllText(Path.Combine(WorkingTree.Folder, "deploy/nats/portscanner.conf"));
        const string Credentials = "/run/credentials/portscanner-nats.service";
        Assert.Contains("include \"users.conf\"", shipped, StringComparison.Ordinal);
        Assert.Contains(Credentials, shipped, StringComparison.Ordinal);
        return string.Join('\n', shipped.Split('\n').Where(line => !line.StartsWith("listen:", StringComparison.Ordinal)))
            .Replace(Credentials, _folder, StringComparison.Ordinal)
            .Replace("include \"users.conf\"", users, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        WriteCertificate();
        var entries = Users.Select(user => user.Value.Entry(user.Key, user.Key.StartsWith('w') ? NodeRights.OfWebNode(user.Key) : NodeRights.OfTester(user.Key)));
        if (NatsServer.IsInstalled)
        {
            _server = await NatsServer.StartAsync(Configuration($"users: [\n{string.Join('\n', entries)}\n]"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CaFile, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
