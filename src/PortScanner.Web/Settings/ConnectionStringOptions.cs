using PortScanner.Storage;
using PortScanner.Storage.Factory;
using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Settings;

/// <summary>The databases; the configuration section is <c>ConnectionStrings</c>.</summary>
internal sealed class ConnectionStringOptions
{
    /// <summary>The MariaDB or MySQL database of results.</summary>
    /// <value>None: results stay in this process's memory.</value>
    [Secret]
    public string? Results { get; set; }

    /// <summary>Makes the store of results.</summary>
    /// <exception cref="ConfigurationException">The connection string cannot be read.</exception>
    public IScanStore CreateStore(TimeProvider timeProvider)
    {
        try
        {
            return ScanStores.Create(Results, timeProvider);
        }
        catch (ArgumentException)
        {
            // The exception's message may repeat the string, and so its password.
            throw new ConfigurationException(["ConnectionStrings:Results cannot be read; allowed is a list such as Server=localhost;Database=portscanner;User ID=portscanner;Password=…"]);
        }
    }
}
