namespace PortScanner.Storage.MariaDb;

/// <summary>
/// What each session sets before it is used, so that no global setting of the server decides how the statements are read, whether they
/// are refused, or what they answer. The text encoding is the driver's to set.
/// </summary>
internal static class SessionSettings
{
    // A statement of its own, since the variables that it sets have other names from one server to the next.
    private const string TransactionMode = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE";

    /// <summary>Writes the statements, each of which is sent by itself, in this order.</summary>
    /// <param name="maxTableBytes">The limit of a MEMORY table that this session creates, or is the first to open after the server started.</param>
    /// <remarks>
    /// A comment that begins with <c>/*M!</c> is read by MariaDB alone (with a number, from that version on), one with <c>/*!80000</c> by MySQL 8
    /// alone. No variable here takes a right that an ordinary account does not have. The first statement is under the global
    /// <c>max_statement_time</c>, and takes it away. Where the time is up between two statements that were sent together, MariaDB runs the first
    /// alone but announces another result, and the driver would wait for that until its own time-out.
    /// </remarks>
    public static IReadOnlyList<string> Write(long maxTableBytes) => [Variables(maxTableBytes), TransactionMode];

    private static string Variables(long maxTableBytes) => $"""
        SET SESSION
            sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
            autocommit = 1,
            sql_safe_updates = 0,
            sql_select_limit = 18446744073709551615,
            sql_big_selects = 1,
            time_zone = '+00:00',
            lock_wait_timeout = 10,
            low_priority_updates = 0,
            max_heap_table_size = {maxTableBytes}
            /*M! , max_statement_time = 0 */
            /*M!100502 , max_session_mem_used = 9223372036854775807, tmp_disk_table_size = 18446744073709551615, sql_if_exists = 0 */
            /*!80000 , max_execution_time = 0 */
        """;
}
