using System.Text;

using MySqlConnector;

using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>Whatever answers in the database's place, and however wrongly: the store says so by its own exception and no other.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbPeerTests(SharedMariaDbServer server)
{
    private const string Account = "store_ed25519";

    // What a server of MariaDB 10.11 begins with, and a capability flag that promises TLS.
    private static readonly byte[] Greeting =
    [
        0x54, 0, 0, 0, 10, .. "10.11.19-MariaDB\0"u8, 7, 0, 0, 0, .. "12345678\0"u8, 0xFE, 0xFF, 45, 2, 0, 0xFF, 0x81, 21, 0, 0, 0, 0, 0, 0, 0x1D, 0, 0, 0,
        .. "abcdefghijkl\0"u8, .. "mysql_native_password\0"u8,
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Words => new()
    {
        { "", true },
        { "", false },
        { "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", true },
        { "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", false },
        { "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", true },
        { "\u0015\u0003\u0003\0\u0002\u0002\u000A", true },
        { "\u0001\0\0\0\u000A", true },
        { new string('\0', 5000), true },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Peer_thatIsNoDatabase_isUnavailable(string words, bool closes)
    {
        await using var peer = Peer.Saying(Encoding.Latin1.GetBytes(words), closes);

        await AssertUnavailableAsync(peer);
    }

    [Fact]
    public async Task Greeting_cutOffAnywhere_isUnavailable()
    {
        for (var length = 0; length <= Greeting.Length; length++)
        {
            await using var peer = Peer.Saying(Greeting[..length], closes: true);
            await AssertUnavailableAsync(peer);
        }
    }

    [Fact]
    public async Task Handshake_thatIsCutOff_isSaidToBeOfTls()
    {
        await using var peer = new Peer(async (stream, end) =>
        {
            await stream.WriteAsync(Greeting, end);

            // The client's wish for TLS, and its first words of it.
            await stream.ReadExactlyAsync(new byte[100], end);
        });

        Assert.Contains("TLS failed", (await AssertUnavailableAsync(peer, ";SslMode=Required")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_withAByteThatIsAnother_isAnAnswerOrUnavailable()
    {
        var connectionString = new MySqlConnectionStringBuilder(await server.NewDatabaseAsync("store_corrupt"));
        var port = (int)connectionString.Port;
        await using var right = new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString.ConnectionString }, TimeProvider.System);
        await right.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);
        await right.TryCreateAsync(scan, Cancel);
        await right.AppendAsync(scan.Key, [Samples.Syn(22), Samples.Indirect(80, "192.0.2.1")], Cancel);
        connectionString.ConnectionTimeout = 1;
        connectionString.DefaultCommandTimeout = 1;

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), Cancel, async (number, cancel) =>
        {
            await using var peer = Peer.Corrupting(port, number * 12, number % 2 == 0 ? (byte)0xFF : (byte)1);
            var settings = new MySqlConnectionStringBuilder(connectionString.ConnectionString) { Port = (uint)peer.Port };
            await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = settings.ConnectionString }, TimeProvider.System);
            foreach (var work in (Func<Task>[])[() => store.CountAsync(cancel), () => store.ReadAsync(scan.Key, 0, cancel), () => store.AppendAsync(scan.Key, [Samples.Syn(23)], cancel)])
            {
                if (await Record.ExceptionAsync(work) is { } exception)
                {
                    Assert.IsType<ScanStoreException>(exception);
                }
            }
        });
    }

    [Fact]
    public async Task Account_thatAuthenticatesInAWayTheDriverDoesNotKnow_isUnavailable()
    {
        var settings = new MySqlConnectionStringBuilder(server.ConnectionStringTo("mysql")) { UserID = Account, Password = "secret" };
        await server.QueryAsync("mysql", "INSTALL SONAME 'auth_ed25519'");
        try
        {
            await server.QueryAsync("mysql", $"CREATE OR REPLACE USER '{Account}'@'127.0.0.1' IDENTIFIED VIA ed25519 USING PASSWORD('secret')");
            await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = settings.ConnectionString }, TimeProvider.System);

            var exception = await Assert.ThrowsAsync<ScanStoreException>(() => store.InitializeAsync(Cancel));

            Assert.Contains("ed25519", exception.Message, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await server.QueryAsync("mysql", $"DROP USER '{Account}'@'127.0.0.1'");
            await server.QueryAsync("mysql", "UNINSTALL SONAME 'auth_ed25519'");
        }
    }

    [Theory]
    [InlineData("Server=/nowhere/mysqld.sock")]
    [InlineData("Server=127.0.0.1;TlsCipherSuites=bogus")]
    [InlineData("Server=127.0.0.1;MinimumPoolSize=5;MaximumPoolSize=2")]
    public async Task Setting_thatTheDriverRefusesLate_isUnavailable(string connectionString)
    {
        await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString }, TimeProvider.System);

        Assert.Equal(ScanStoreError.Unavailable, (await Assert.ThrowsAsync<ScanStoreException>(() => store.InitializeAsync(Cancel))).Error);
    }

    private static async Task<ScanStoreException> AssertUnavailableAsync(Peer peer, string settings = ";SslMode=None")
    {
        var connectionString = $"Server=127.0.0.1;Port={peer.Port};User ID=somebody;Connection Timeout=1{settings}";
        await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = connectionString }, TimeProvider.System);
        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => store.CountAsync(Cancel));
        Assert.Equal(ScanStoreError.Unavailable, exception.Error);
        return exception;
    }
}
