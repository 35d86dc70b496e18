using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

public sealed class SessionSettingsTests
{
    /// <summary>Under a global max_statement_time the second of two that are sent together may never be answered.</summary>
    [Fact]
    public void Statements_are_sent_one_by_one_and_the_first_takes_the_limit_on_their_time_away()
    {
        var statements = SessionSettings.Write(1);
        Assert.All(statements, statement => Assert.DoesNotContain(';', statement));
        Assert.Contains("max_statement_time = 0", statements[0], StringComparison.Ordinal);
    }
}
