using PortScanner.Storage;
using PortScanner.Storage.Factory;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether results can be stored, and would not be kept.</summary>
internal static class StoreCheck
{
    /// <summary>Looks.</summary>
    public static async Task<CheckResult> LookAsync(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return CheckResult.Ok(Subjects.Results, "They stay in this process's memory.");
        }

        try
        {
            await ScanStores.Create(connectionString, TimeProvider.System).CheckAsync(CancellationToken.None);
            return CheckResult.Ok(Subjects.Results, "The database answers, and writes no statement to a log.");
        }
        catch (ArgumentException)
        {
            // The exception's message may repeat the string, and so its password.
            return CheckResult.Wrong(Subjects.Results, "ConnectionStrings:Results cannot be read.", "It is a list such as Server=localhost;Database=portscanner;User ID=portscanner;Password=…");
        }
        catch (ScanStoreException e)
        {
            return CheckResult.Wrong(Subjects.Results, e.Message, "deploy/mariadb/README.md shows how to set it up.");
        }
    }
}
