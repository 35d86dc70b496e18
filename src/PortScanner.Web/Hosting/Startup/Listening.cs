using System.Diagnostics.CodeAnalysis;

using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>Runs a host until the program is told to stop, at whatever moment that is.</summary>
internal static class Listening
{
    /// <summary>Listens until the program is told to stop.</summary>
    /// <param name="app">The program.</param>
    /// <param name="urls">Where it listens, as it was set.</param>
    /// <param name="stop">Whether it is told so.</param>
    /// <exception cref="ConfigurationException">An address cannot be listened on.</exception>
    public static Task ListenUntilStoppedAsync(this WebApplication app, IReadOnlyList<string> urls, StopSignals stop)
    {
        // The kernel says of a folder that is not there that the address cannot be assigned.
        var missing = urls.Select(ListenUrl.SocketFolder).OfType<string>().Where(folder => !Directory.Exists(folder)).Select(folder => $" (there is no folder {folder})");
        return app.RunUntilStoppedAsync(stop, $"It cannot listen on {(urls.Count == 0 ? "the default address" : string.Join(';', urls))}{string.Concat(missing)}");
    }

    /// <summary>Runs a host until the program is told to stop.</summary>
    /// <param name="host">The host, which is disposed of.</param>
    /// <param name="stop">Whether it is told so.</param>
    /// <param name="failure">What is so if it does not start, as the beginning of a sentence.</param>
    /// <exception cref="ConfigurationException">It cannot.</exception>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever keeps the host from starting is told; what comes of stopping it in the midst is not.")]
    public static async Task RunUntilStoppedAsync(this IHost host, StopSignals stop, string failure)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        stop.HandTo(lifetime);
        await using var disposal = (IAsyncDisposable)host;
        try
        {
            await host.StartAsync();
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // What has started already would take the end for a fault of its own.
            await host.StopAsync();
            throw StartupErrors.IsForOperator(e) ? e : new ConfigurationException([$"{failure}: {e.Message}"]);
        }

        ServiceManager.TellReady(lifetime);
        await host.WaitForShutdownAsync();
    }
}
