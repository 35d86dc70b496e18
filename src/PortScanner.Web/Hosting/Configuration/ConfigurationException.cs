namespace PortScanner.Web.Hosting.Configuration;

/// <summary>The configuration is wrong; the message names every setting and what is allowed.</summary>
internal sealed class ConfigurationException(IEnumerable<string> errors) : Exception(string.Join('\n', errors))
{
    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Errors { get; } = [.. errors];
}
