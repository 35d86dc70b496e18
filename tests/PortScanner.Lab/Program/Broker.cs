using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>A broker of its own: <c>nats-server</c> over TLS, with a certificate that only this lab's nodes believe.</summary>
public sealed class Broker : IDisposable
{
    /// <summary>The port that it listens on.</summary>
    public const int Port = 4222;

    private readonly NetworkNamespace _host;
    private readonly string _configuration;
    private Command _process;

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="address">The address that nodes know it by.</param>
    /// <param name="folder">A folder of its own.</param>
    public Broker(NetworkNamespace host, string address, string folder)
    {
        _host = host;
        CaFile = Path.Combine(folder, "ca.pem");
        _configuration = Path.Combine(folder, "broker.conf");
        var (certificate, key) = (Path.Combine(folder, "broker.pem"), Path.Combine(folder, "broker.key"));
        WriteCertificates(address, certificate, key);

        // What matters of the shipped configuration here: how soon it gives a silent client up, and how much it holds for one.
        File.WriteAllText(_configuration, $$"""
            listen: "0.0.0.0:{{Port}}"
            max_payload: 65536
            max_pending: 16MB
            write_deadline: "2s"
            ping_interval: "1s"
            ping_max: 2
            tls { cert_file: "{{certificate}}", key_file: "{{key}}", timeout: 5 }
            """);
        Server = $"tls://{address}:{Port}";
        _process = Launch();
    }

    /// <summary>What nodes are told of where it is.</summary>
    public string Server { get; }

    /// <summary>The certificate that signs the broker's.</summary>
    public string CaFile { get; }

    /// <summary>Ends it at once, or as an operator would, and does not start it again.</summary>
    public void Stop(bool atOnce)
    {
        if (atOnce)
        {
            _process.Kill();
        }
        else
        {
            _process.Terminate(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Where it logs, if it logs all that passes.</summary>
    public string LogFile => $"{_configuration}.log";

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it again, once it was stopped.</summary>
    /// <param name="isVerbose">Whether it logs all that passes, in full.</param>
    public void StartAgain(bool isVerbose = false)
    {
        _process.Dispose();
        _process = Launch(isVerbose ? ["-DV", "-l", LogFile] : []);
    }

    /// <summary>Stops it in the midst of what it does (SIGSTOP), or has it go on (SIGCONT).</summary>
    public void Suspend(bool isSuspended) => _process.Signal(isSuspended ? "STOP" : "CONT");

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private Command Launch(params IEnumerable<string> more)
    {
        var started = _host.StartIn("nats-server", ["-c", _configuration, .. more]);
        while (!_host.Run(CanConnect))
        {
            if (started.HasExited)
            {
                throw new InvalidOperationException($"The broker did not start.\n{started.Written}");
            }

            Thread.Sleep(20);
        }

        return started;
    }

    private static bool CanConnect()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void WriteCertificates(string address, string certificateFile, string keyFile)
    {
        var (from, to) = (TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=lab", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = caRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(ca, from, to, RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(CaFile, ca.ExportCertificatePem());
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
