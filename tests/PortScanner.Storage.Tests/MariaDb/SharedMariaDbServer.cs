using PortScanner.Storage.Tests.MariaDb;

[assembly: AssemblyFixture(typeof(SharedMariaDbServer))]

namespace PortScanner.Storage.Tests.MariaDb;

/// <summary>
/// The server for tests that change nothing outside of a database of their own: the one that the variable names, or one made for
/// this run.
/// </summary>
public sealed class SharedMariaDbServer : MariaDbServer
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PORTSCANNER_TEST_MARIADB") is { Length: > 0 } connectionString)
        {
            Use(connectionString);
            return;
        }

        await base.InitializeAsync();
    }
}
