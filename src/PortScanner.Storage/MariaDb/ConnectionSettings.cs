using MySqlConnector;

namespace PortScanner.Storage.MariaDb;

/// <summary>Completes the operator's connection string with what the store needs of the driver.</summary>
internal static class ConnectionSettings
{
    // A visitor waits for each statement, so a database that hangs has to be told from a slow one sooner than the driver's 30 and 15 seconds.
    private const uint CommandTimeout = 10;
    private const uint ConnectionTimeout = 5;

    // At its time-out a statement's connection is cut. By default the driver would first send KILL QUERY over a new connection, and block
    // a thread of the pool for two seconds for each statement that a hanging database leaves unanswered.
    private const int CutAtOnce = -1;

    // Each statement locks its table, so more connections answer no sooner; and the processes that share a server must stay below its
    // max_connections, 151 by default, together.
    private const uint MaximumPoolSize = 16;

    /// <param name="connectionString">What it says of time-outs and the pool counts; what the statements rely on is not for it to say.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static string Complete(string connectionString)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionReset = true,
            UseAffectedRows = false,
            NoBackslashEscapes = false,
            ForceSynchronous = false,
            AllowLoadLocalInfile = false,
        };
        if (!settings.ContainsKey("DefaultCommandTimeout"))
        {
            settings.DefaultCommandTimeout = CommandTimeout;
        }

        if (!settings.ContainsKey("ConnectionTimeout"))
        {
            settings.ConnectionTimeout = ConnectionTimeout;
        }

        if (!settings.ContainsKey("CancellationTimeout"))
        {
            settings.CancellationTimeout = CutAtOnce;
        }

        if (!settings.ContainsKey("MaximumPoolSize"))
        {
            settings.MaximumPoolSize = Math.Max(MaximumPoolSize, settings.MinimumPoolSize);
        }

        return settings.ConnectionString;
    }
}
