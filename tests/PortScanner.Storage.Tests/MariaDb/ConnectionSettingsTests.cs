using MySqlConnector;

using PortScanner.Storage.MariaDb;

namespace PortScanner.Storage.Tests.MariaDb;

public sealed class ConnectionSettingsTests
{
    [Fact]
    public void String_thatSaysNothing_getsWhatAVisitorCanWaitFor()
    {
        var settings = Complete("Server=127.0.0.1");

        Assert.Equal((5u, 10u, -1, 16u), (settings.ConnectionTimeout, settings.DefaultCommandTimeout, settings.CancellationTimeout, settings.MaximumPoolSize));
    }

    [Theory]
    [InlineData("Connection Timeout=15;Default Command Timeout=30;Cancellation Timeout=2;Maximum Pool Size=100")]
    [InlineData("connect timeout=15;command timeout=30;cancellationtimeout=2;max pool size=100")]
    public void String_thatSaysWhatTheDriverDoesByItself_counts(string given)
    {
        var settings = Complete($"Server=127.0.0.1;{given}");

        Assert.Equal((15u, 30u, 2, 100u), (settings.ConnectionTimeout, settings.DefaultCommandTimeout, settings.CancellationTimeout, settings.MaximumPoolSize));
    }

    [Fact]
    public void Pool_thatIsLargerAtLeast_isLargerAtMost() => Assert.Equal(40u, Complete("Server=127.0.0.1;Minimum Pool Size=40").MaximumPoolSize);

    [Fact]
    public void What_theStatementsRelyOn_isNotForTheStringToSay()
    {
        var settings = Complete(
            "Server=127.0.0.1;Connection Reset=false;Use Affected Rows=true;No Backslash Escapes=true;Force Synchronous=true;Allow Load Local Infile=true");

        Assert.True(settings.ConnectionReset);
        Assert.False(settings.UseAffectedRows || settings.NoBackslashEscapes || settings.ForceSynchronous || settings.AllowLoadLocalInfile);
    }

    private static MySqlConnectionStringBuilder Complete(string connectionString) => new(ConnectionSettings.Complete(connectionString));
}
