using MySqlConnector;

using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>A server that offers TLS 1.3 alone, with a certificate of an authority that the machine does not know.</summary>
[Trait("Needs", "MariaDB")]
public sealed class MariaDbTlsTests(MariaDbTlsTests.TlsServer server, SharedMariaDbServer plain) : IClassFixture<MariaDbTlsTests.TlsServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("SslMode=Preferred")]
    [InlineData("SslMode=Required")]
    [InlineData("SslMode=VerifyCA;SslCa={authority}")]
    [InlineData("SslMode=VerifyFull;SslCa={authority}")]
    public async Task Server_ofTls13Alone_isUsed(string settings)
    {
        await using var store = NewStore(settings);
        await store.InitializeAsync(Cancel);
        var scan = Samples.NewScan(TimeProvider.System);

        Assert.True((await store.TryCreateAsync(scan, Cancel)).Created);
        await store.DeleteAsync(scan.Key.Id, Cancel);
    }

    [Theory]
    [InlineData("SslMode=VerifyFull", "RemoteCertificateChainErrors")]
    [InlineData("SslMode=VerifyCA", "RemoteCertificateChainErrors")]
    [InlineData("SslMode=VerifyFull;SslCa={other}", "RemoteCertificateChainErrors")]
    [InlineData("SslMode=VerifyFull;SslCa={authority};Server=localhost", "RemoteCertificateNameMismatch")]
    [InlineData("SslMode=VerifyFull;SslCa=/nowhere/authority.pem", "/nowhere/authority.pem")]
    [InlineData("SslMode=Required;TlsVersion=TLS 1.2", "SSL")]
    public async Task Handshake_thatFails_isSaidToBeOfTls(string settings, string cause)
    {
        await using var store = NewStore(settings);

        await AssertTlsFailsAsync(store, cause);
    }

    [Fact]
    public async Task Server_withoutTls_isSaidToHaveNone()
    {
        var settings = new MySqlConnectionStringBuilder(plain.ConnectionStringTo("mysql")) { SslMode = MySqlSslMode.Required };
        await using var store = new MariaDbScanStore(new MariaDbOptions { ConnectionString = settings.ConnectionString }, TimeProvider.System);

        await AssertTlsFailsAsync(store, "does not support SSL");
    }

    private static async Task AssertTlsFailsAsync(MariaDbScanStore store, string cause)
    {
        var exception = await Assert.ThrowsAsync<ScanStoreException>(() => store.InitializeAsync(Cancel));
        Assert.Equal(ScanStoreError.Unavailable, exception.Error);
        Assert.Contains("TLS failed", exception.Message, StringComparison.Ordinal);
        Assert.Contains(cause, exception.Message, StringComparison.Ordinal);
    }

    private MariaDbScanStore NewStore(string settings) =>
        new(new MariaDbOptions { ConnectionString = server.ConnectionString(settings) }, TimeProvider.System);

    public sealed class TlsServer : IAsyncLifetime
    {
        private const string Database = "store_tls";

        private readonly Certificates _certificates = new();
        private readonly MariaDbServer _server;

        public TlsServer() => _server = new MariaDbServer { Arguments = $"{_certificates.ServerArguments} --tls-version=TLSv1.3" };

        public async ValueTask InitializeAsync()
        {
            await _server.InitializeAsync();
            await _server.NewDatabaseAsync(Database);
            await _server.QueryAsync("mysql", $"CREATE USER '{Database}'@'127.0.0.1' IDENTIFIED BY 'secret' REQUIRE SSL");
            await _server.QueryAsync("mysql", $"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE ON {Database}.* TO '{Database}'@'127.0.0.1'");
        }

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            _certificates.Dispose();
        }

        /// <summary>For an account that is not let in without TLS.</summary>
        public string ConnectionString(string settings)
        {
            var account = new MySqlConnectionStringBuilder(_server.ConnectionStringTo(Database)) { UserID = Database, Password = "secret" };
            account.Remove("SslMode");
            return $"{account.ConnectionString};{settings}"
                .Replace("{authority}", _certificates.Authority, StringComparison.Ordinal)
                .Replace("{other}", _certificates.OtherAuthority, StringComparison.Ordinal);
        }
    }
}
