using PortScanner.Web.Hosting.Configuration;

namespace PortScanner.Web.Features.Cluster;

/// <summary>The secret that all web nodes share, by which they count visitors alike.</summary>
internal static class LimitSecret
{
    private const int Length = 32;

    // Base64 of it, with the end of a line, is shorter.
    private const int LongestFile = 100;

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConfigurationException">It holds something else, or cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile && Convert.FromBase64String(File.ReadAllText(path).Trim()) is { Length: Length } secret)
            {
                return secret;
            }
        }
        catch (FormatException)
        {
            // As is one of another length.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"Cluster:LimitSecretFile is \"{path}\", which cannot be read: {e.Message}"]);
        }

        throw new ConfigurationException([$"Cluster:LimitSecretFile is \"{path}\", which holds no secret; allowed are {Length} random bytes in Base64, such as openssl rand -base64 {Length} makes."]);
    }
}
