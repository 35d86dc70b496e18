using System.Data.Common;

using MySql.Data.MySqlClient;

namespace PortScanner.Storage.MariaDb;

/// <summary>
/// The only file that knows which ADO.NET provider is used. MySqlConnector has the same type names: to use it, change the
/// <c>using</c> above and the package reference.
/// </summary>
internal static class MariaDbProvider
{
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static DbDataSource CreateDataSource(string connectionString)
    {
        var checkedString = new MySqlConnectionStringBuilder(connectionString).ConnectionString;
        DbProviderFactory factory = MySqlClientFactory.Instance;
        return factory.CreateDataSource(checkedString);
    }

    /// <summary>The server's error number; 0 if the server did not say anything, as when the connection was lost.</summary>
    public static int ErrorNumber(DbException exception) => exception is MySqlException { Number: var number } ? number : 0;
}
