using Microsoft.Extensions.Configuration;

namespace PortScanner.Web.Features.Startup;

/// <summary>Reads the configuration again while the program runs, as wholly as at its start.</summary>
/// <remarks>
/// The framework reloads a changed file too, but one that has become unreadable counts as empty there: an exclusion list with a comma too
/// many would exclude nobody.
/// </remarks>
internal sealed class ConfigurationAnew
{
    private readonly IConfigurationBuilder _sources;
    private readonly Lock _lock = new();
    private bool _hasFailed;

    /// <summary>Takes over from the framework what happens when a file cannot be read.</summary>
    /// <param name="sources">Where settings come from; all have been read once.</param>
    public ConfigurationAnew(IConfigurationBuilder sources)
    {
        _sources = sources;
        foreach (var file in sources.Sources.OfType<FileConfigurationSource>())
        {
            file.OnLoadException = context =>
            {
                _hasFailed = true;
                context.Ignore = true;
            };
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="read">What is wanted of it.</param>
    /// <exception cref="ConfigurationException">A file cannot be read, or <paramref name="read"/> says so.</exception>
    public T Read<T>(Func<IConfiguration, T> read)
    {
        lock (_lock)
        {
            _hasFailed = false;
            var builder = new ConfigurationBuilder();
            foreach (var source in _sources.Sources)
            {
                builder.Add(source);
            }

            var configuration = builder.Build();
            try
            {
                return _hasFailed ? throw new ConfigurationException(["a file of settings cannot be read."]) : read(configuration);
            }
            finally
            {
                // The others share what they hold with the configuration of the start.
                foreach (var provider in configuration.Providers.OfType<FileConfigurationProvider>())
                {
                    provider.Dispose();
                }
            }
        }
    }
}
