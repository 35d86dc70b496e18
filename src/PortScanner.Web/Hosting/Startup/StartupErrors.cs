using PortScanner.Engine.Contract;
using PortScanner.Storage;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>What keeps the program from starting is told in sentences, not in a stack trace.</summary>
internal static class StartupErrors
{
    /// <summary>Whether an operator can mend the cause by what the message says.</summary>
    public static bool IsForOperator(Exception exception) => exception is ConfigurationException or EngineStartException or ScanStoreException;

    /// <summary>Tells the operator. Of what nobody foresaw the type is told too, since the message alone may say little.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception)
    {
        Console.Error.WriteLine($"PortScanner cannot start.\n{(IsForOperator(exception) ? exception.Message : $"{exception.GetType().Name}: {exception.Message}")}");
        return 1;
    }
}
