using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>What the web server reads by itself; the configuration section is <c>Kestrel</c>. Its limits are the program's, not settings.</summary>
internal sealed class KestrelOptions
{
    /// <summary>Where it listens, by names that the operator chooses; instead of <c>Urls</c>.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, KestrelEndpointOptions> Endpoints { get; set; } = new Dictionary<string, KestrelEndpointOptions>(StringComparer.Ordinal);

    /// <summary>What endpoints have that do not say otherwise.</summary>
    public KestrelProtocolOptions EndpointDefaults { get; } = new();

    /// <summary>Certificates.</summary>
    public KestrelCertificatesOptions Certificates { get; } = new();
}

/// <summary>Certificates that are of no one endpoint.</summary>
internal sealed class KestrelCertificatesOptions
{
    /// <summary>The certificate of endpoints that name none.</summary>
    public KestrelCertificateOptions Default { get; } = new();
}

/// <summary>What is spoken on a connection.</summary>
internal class KestrelProtocolOptions
{
    /// <summary>The versions of HTTP.</summary>
    /// <remarks>Not HTTP/3, whose connections can go on from another address than the one that was proved.</remarks>
    /// <value>None: Http1AndHttp2 with TLS, else Http1.</value>
    public WebProtocols? Protocols { get; set; }

    /// <summary>The versions of TLS.</summary>
    /// <value>Empty: what the system allows.</value>
    public IReadOnlyList<TlsVersion> SslProtocols { get; set; } = [];
}

/// <summary>Somewhere to listen.</summary>
internal sealed class KestrelEndpointOptions : KestrelProtocolOptions
{
    /// <summary>The address, as in <c>Urls</c>.</summary>
    public string? Url { get; set; }

    /// <summary>Its certificate.</summary>
    public KestrelCertificateOptions Certificate { get; } = new();

    /// <summary>What is otherwise for connections that ask for a name (RFC 6066 section 3), by that name.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, KestrelNameOptions> Sni { get; set; } = new Dictionary<string, KestrelNameOptions>(StringComparer.Ordinal);
}

/// <summary>What is otherwise for one host name.</summary>
internal sealed class KestrelNameOptions : KestrelProtocolOptions
{
    /// <summary>Its certificate.</summary>
    public KestrelCertificateOptions Certificate { get; } = new();
}

/// <summary>A certificate and its key.</summary>
internal sealed class KestrelCertificateOptions
{
    /// <summary>The file of the certificate: PEM, or PKCS #12 with the key in it.</summary>
    /// <value>None.</value>
    public string? Path { get; set; }

    /// <summary>The file of the key, as PEM.</summary>
    /// <value>None.</value>
    public string? KeyPath { get; set; }

    /// <summary>What opens the key.</summary>
    /// <value>None.</value>
    [Secret]
    public string? Password { get; set; }

    /// <summary>Adds a sentence for what is wrong.</summary>
    /// <param name="setting">Its name from the root.</param>
    /// <param name="errors">Where to.</param>
    public void Check(string setting, ICollection<string> errors)
    {
        if (Path is null && (KeyPath ?? Password) is not null)
        {
            errors.Add($"{setting}:Path is missing, and {setting} means nothing without it.");
        }

        if (Path is not null)
        {
            CheckFiles(setting, Path, errors);
        }

        // Certificates are public. A key that everybody can read is nobody's; a group for keys, as Debian's ssl-cert, is usual.
        if (KeyPath is not null && FileSecrecy.ExposureToAll(KeyPath) is { } exposure)
        {
            errors.Add($"{setting}:KeyPath is \"{KeyPath}\", which holds a key, and {exposure}. chmod o-rw {KeyPath}");
        }
    }

    // As the web server does, whose own errors name no file.
    private void CheckFiles(string setting, string path, ICollection<string> errors)
    {
        try
        {
            using var certificate = KeyPath is null ? X509CertificateLoader.LoadPkcs12FromFile(path, Password)
                : Password is null ? X509Certificate2.CreateFromPemFile(path, KeyPath)
                : X509Certificate2.CreateFromEncryptedPemFile(path, Password, KeyPath);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{setting}: {path}{(KeyPath is null ? "" : $" and {KeyPath}")} cannot be used: {e.Message}");
        }
    }
}

/// <summary>Versions of HTTP.</summary>
internal enum WebProtocols
{
    /// <summary>HTTP/1.1.</summary>
    Http1,

    /// <summary>HTTP/2.</summary>
    Http2,

    /// <summary>Either.</summary>
    Http1AndHttp2,
}

/// <summary>Versions of TLS.</summary>
internal enum TlsVersion
{
    /// <summary>TLS 1.2 (RFC 5246).</summary>
    Tls12,

    /// <summary>TLS 1.3 (RFC 8446).</summary>
    Tls13,
}
