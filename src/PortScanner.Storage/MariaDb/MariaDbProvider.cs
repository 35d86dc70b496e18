using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;

using MySql.Data.MySqlClient;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// The only file that knows which ADO.NET provider is used. MySqlConnector has the same type names: to use it, change the
/// <c>using</c> above and the package reference.
/// </summary>
internal static class MariaDbProvider
{
    // A visitor waits for each statement, so a database that hangs has to be told from a slow one sooner than a program without people
    // would; in seconds. What the connection string says counts, unless it says what the provider takes by itself.
    private const uint CommandTimeout = 10;
    private const uint ConnectionTimeout = 5;
    private const uint ProvidersCommandTimeout = 30;
    private const uint ProvidersConnectionTimeout = 15;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static DbDataSource CreateDataSource(string connectionString)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString);
        if (settings.DefaultCommandTimeout == ProvidersCommandTimeout)
        {
            settings.DefaultCommandTimeout = CommandTimeout;
        }

        if (settings.ConnectionTimeout == ProvidersConnectionTimeout)
        {
            settings.ConnectionTimeout = ConnectionTimeout;
        }

        // Kept by whoever opens them: the provider's pool asks a connection without a time-out whether it is alive, and keeps those that are not.
        settings.Pooling = false;

        DbProviderFactory factory = MySqlClientFactory.Instance;
        return factory.CreateDataSource(settings.ConnectionString);
    }

    /// <summary>
    /// Opens a connection whose texts are UTF-8. MySql.Data asks for texts in the character set of their column, and 8.0.16 does not
    /// know the name utf8mb3 that MariaDB since 10.6 gives to that of its messages, so that each statement with a warning threw.
    /// </summary>
    public static async Task<DbConnection> OpenAsync(DbDataSource dataSource, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SET character_set_results = utf8mb4";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a connection that was used before answers what it is asked, and not what it was asked earlier.</summary>
    public static async Task<bool> IsInStepAsync(DbConnection connection)
    {
        var question = RandomNumberGenerator.GetInt32(int.MaxValue);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT @Question";
        command.Parameters.Add(new MySqlParameter("@Question", question));
        return question.Equals(Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture));
    }

    /// <summary>The server's error number; 0 if the server did not say anything, as when the connection was lost.</summary>
    public static int ErrorNumber(DbException exception) => exception is MySqlException { Number: var number } ? number : 0;
}
