using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Wire;

/// <summary>Somebody on the bus who may do everything there: hears all that is said, and says what he likes.</summary>
public sealed class BusTap : IDisposable
{
    private readonly TcpClient _connection;
    private readonly SslStream _stream;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly List<(string Subject, byte[] Message)> _heard = [];
    private readonly ManualResetEventSlim _isListening = new();

    /// <summary>Begins to hear.</summary>
    /// <param name="host">Where he is: on the broker's own machine.</param>
    /// <param name="broker">The broker.</param>
    public BusTap(NetworkNamespace host, Broker broker)
    {
        _connection = host.Run(() => new TcpClient("127.0.0.1", Broker.Port));
        var plain = _connection.GetStream();
        ReadLine(plain);
        _stream = new SslStream(plain, leaveInnerStreamOpen: false);
        using var ca = X509CertificateLoader.LoadCertificateFromFile(broker.CaFile);
        _stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = ClusterHosts.AddressOfHub,
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { ca } },
        });
        Write("CONNECT {\"verbose\":false,\"pedantic\":false,\"tls_required\":true,\"name\":\"tap\",\"lang\":\"lab\",\"version\":\"1\",\"protocol\":1}\r\nSUB > 1\r\nPING\r\n"u8);
        _thread = new Thread(Listen);
        _thread.Start();
        if (!_isListening.Wait(TimeSpan.FromMinutes(1)))
        {
            throw new InvalidOperationException("The broker does not answer.");
        }
    }

    /// <summary>All that was said so far on subjects that begin so.</summary>
    public IReadOnlyList<(string Subject, byte[] Message)> Heard(string beginning)
    {
        lock (_lock)
        {
            return _heard.FindAll(one => one.Subject.StartsWith(beginning, StringComparison.Ordinal));
        }
    }

    /// <summary>Says something.</summary>
    public void Say(string subject, ReadOnlySpan<byte> message) =>
        Write([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"PUB {subject} {message.Length}\r\n")), .. message, .. "\r\n"u8]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Client.Shutdown(SocketShutdown.Both);
        _thread.Join();
        _stream.Dispose();
        _connection.Dispose();
        _isListening.Dispose();
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (var one = stream.ReadByte(); one is not ('\n' or -1); one = stream.ReadByte())
        {
            line.Append((char)one);
        }

        return line.ToString().TrimEnd('\r');
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            _stream.Write(bytes);
        }
    }

    private void Listen()
    {
        try
        {
            for (var line = ReadLine(_stream); line.Length > 0; line = ReadLine(_stream))
            {
                Take(line.Split(' '));
            }
        }
        catch (IOException)
        {
            // The test is over.
        }
    }

    private void Take(string[] words)
    {
        if (words[0] == "PING")
        {
            Write("PONG\r\n"u8);
        }
        else if (words[0] == "PONG")
        {
            // To what was said behind the subscription.
            _isListening.Set();
        }
        else if (words[0] == "MSG")
        {
            var message = new byte[int.Parse(words[^1], CultureInfo.InvariantCulture)];
            _stream.ReadExactly(message);
            ReadLine(_stream);
            lock (_lock)
            {
                _heard.Add((words[1], message));
            }
        }
    }
}
