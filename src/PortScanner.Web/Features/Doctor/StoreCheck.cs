using PortScanner.Storage;
using PortScanner.Storage.Factory;
using PortScanner.Storage.Limits;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether results can be stored, and visitors counted over several web nodes, and nothing of either would be kept.</summary>
internal static class StoreCheck
{
    private const string InMemory = "They stay in this process's memory.";

    /// <summary>Looks.</summary>
    /// <param name="connectionString">The database; null for none.</param>
    /// <param name="sharesLimits">Whether it is that of the limits, and results stay here.</param>
    public static async IAsyncEnumerable<CheckResult> LookAsync(string? connectionString, bool sharesLimits)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            yield return CheckResult.Ok(Subjects.Results, InMemory);
        }
        else if (sharesLimits)
        {
            yield return CheckResult.Ok(Subjects.Results, InMemory);
            yield return await TryAsync(
                Subjects.Limits,
                "Web nodes count together in the database, which answers, writes no statement to a log, and has no table of theirs on a disk.",
                async () =>
                {
                    // Whose secret it is does not matter to whoever looks at tables alone.
                    await using var limits = new SharedLimits(new SharedLimitOptions(connectionString, ReadOnlyMemory<byte>.Empty, TimeSpan.Zero), TimeProvider.System);
                    await limits.CheckAsync(CancellationToken.None);
                });
        }
        else
        {
            yield return await TryAsync(
                Subjects.Results,
                "The database answers, writes no statement to a log, and has no table of ours on a disk.",
                () => ScanStores.Create(connectionString, TimeProvider.System).CheckAsync(CancellationToken.None));
        }
    }

    private static async Task<CheckResult> TryAsync(string subject, string sentence, Func<Task> look)
    {
        try
        {
            await look();
            return CheckResult.Ok(subject, sentence);
        }
        catch (ArgumentException)
        {
            // The exception's message may repeat the string, and so its password.
            return CheckResult.Wrong(subject, "ConnectionStrings:Results cannot be read.", "It is a list such as Server=localhost;Database=portscanner;User ID=portscanner;Password=…");
        }
        catch (ScanStoreException e)
        {
            return CheckResult.Wrong(subject, e.Message, "deploy/mariadb/README.md shows how to set it up.");
        }
    }
}
