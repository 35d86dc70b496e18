using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PortScanner.Cluster.Tests.Bus;

/// <summary>Who signs certificates of brokers, and one on loopback for which that was done.</summary>
internal sealed class Authority
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Makes both in a folder.</summary>
    public Authority(DirectoryInfo folder, string name)
    {
        (Root, Certificate, Key) = (File("root"), File("certificate"), File("key"));
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var root = request.CreateSelfSigned(now - Life, now + Life);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, now - Life, now + Life, [1, 2, 3]);
        System.IO.File.WriteAllText(Root, root.ExportCertificatePem());
        System.IO.File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());

        string File(string what) => Path.Combine(folder.FullName, $"{name}-{what}.pem");
    }

    /// <summary>The file with the certificate that signs others.</summary>
    public string Root { get; }

    /// <summary>The file with the broker's certificate.</summary>
    public string Certificate { get; }

    /// <summary>The file with the broker's key.</summary>
    public string Key { get; }
}
