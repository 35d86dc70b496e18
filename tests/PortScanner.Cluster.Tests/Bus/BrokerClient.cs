using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

using NATS.NKeys;

using PortScanner.Cluster.Bus;

namespace PortScanner.Cluster.Tests.Bus;

/// <summary>
/// Speaks to a broker line by line, as docs.nats.io describes its protocol, so that each refusal is seen with what it answers. After a ping the
/// broker has said all that it had to say about what came before.
/// </summary>
internal sealed class BrokerClient : IDisposable
{
    private readonly TcpClient _client = new();
    private StreamReader _reader = StreamReader.Null;
    private Stream _stream = Stream.Null;

    private BrokerClient()
    {
    }

    /// <summary>What the broker said of itself before anything else.</summary>
    public JsonElement Info { get; private set; }

    /// <summary>Connects and encrypts, and does not log in yet.</summary>
    public static async Task<BrokerClient> ConnectAsync(ShippedBroker broker, bool encrypts = true)
    {
        var client = new BrokerClient();
        await client._client.ConnectAsync("127.0.0.1", broker.Server.Port);
        client._stream = client._client.GetStream();
        client._reader = new StreamReader(client._stream);
        client.Info = JsonDocument.Parse((await client.ReadLineAsync())!["INFO ".Length..]).RootElement;
        if (encrypts)
        {
            using var expected = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(broker.CaFile));
            var hash = expected.GetCertHashString();
            var encrypted = new SslStream(client._stream, leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.GetCertHashString() == hash);
            await encrypted.AuthenticateAsClientAsync("localhost");
            client._stream = encrypted;
            client._reader = new StreamReader(encrypted);
        }

        return client;
    }

    /// <summary>Logs in, and returns the broker's complaint; null if it had none.</summary>
    /// <param name="user">Whose seed is used; null for nobody.</param>
    /// <param name="claimed">Whom it says it is, if not that.</param>
    public async Task<string?> LogInAsync(BrokerUser? user, string? claimed = null)
    {
        var login = new Dictionary<string, object> { ["verbose"] = false, ["pedantic"] = false, ["headers"] = true, ["no_responders"] = true };
        if (user is not null)
        {
            using var pair = KeyPair.FromSeed(user.Seed);
            var signature = new byte[64];
            pair.Sign(Encoding.ASCII.GetBytes(Info.GetProperty("nonce").GetString()!), signature);
            login["nkey"] = claimed ?? user.PublicKey;
            login["sig"] = Convert.ToBase64String(signature).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        }

        return (await SayAsync($"CONNECT {JsonSerializer.Serialize(login)}")).FirstOrDefault(line => line.StartsWith("-ERR", StringComparison.Ordinal) || line.Length == 0);
    }

    /// <summary>Whether the broker takes a message for a subject.</summary>
    public async Task<bool> MayPublishAsync(string subject) => !IsRefused(await SayAsync($"PUB {subject} 2\r\nhi"));

    /// <summary>Whether the broker takes a subscription.</summary>
    public async Task<bool> MaySubscribeAsync(string subject) => !IsRefused(await SayAsync($"SUB {subject} 7\r\nUNSUB 7"));

    /// <summary>Says something, and returns what the broker says until it has answered a ping, or an empty line where it hung up.</summary>
    public async Task<IReadOnlyList<string>> SayAsync(string words)
    {
        var lines = new List<string>();
        try
        {
            await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{words}\r\nPING\r\n"));
            while (await ReadLineAsync() is { } line)
            {
                if (line == "PONG")
                {
                    return lines;
                }

                lines.Add(line);
            }
        }
        catch (IOException)
        {
            // It hung up.
        }

        return [.. lines, ""];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        _client.Dispose();
    }

    private static bool IsRefused(IReadOnlyList<string> said) =>
        Assert.Single(said.Select(line => line.StartsWith("-ERR 'Permissions Violation", StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty()) is var refused
            && refused == said.Count > 0 ? refused : throw new InvalidOperationException(string.Join('\n', said));

    private async Task<string?> ReadLineAsync() => await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
}
