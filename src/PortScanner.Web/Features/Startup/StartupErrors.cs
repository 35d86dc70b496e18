using PortScanner.Engine;
using PortScanner.Storage;

namespace PortScanner.Web.Features.Startup;

/// <summary>What keeps the program from starting is told in sentences, not in a stack trace.</summary>
internal static class StartupErrors
{
    /// <summary>Whether an operator can mend the cause, and so the message alone is what helps.</summary>
    public static bool IsForOperator(Exception exception) => exception is
        ConfigurationException or EngineStartException or ScanStoreException
        // appsettings.json is not JSON; the command line has a switch that nobody knows.
        or InvalidDataException or FormatException;

    /// <summary>Tells the operator.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception)
    {
        Console.Error.WriteLine($"PortScanner cannot start.\n{exception.Message}");
        return 1;
    }
}
