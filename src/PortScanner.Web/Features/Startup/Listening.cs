using System.Net.Sockets;

namespace PortScanner.Web.Features.Startup;

/// <summary>Listens until the program is told to stop.</summary>
internal static class Listening
{
    /// <summary>Runs the program.</summary>
    /// <exception cref="ConfigurationException">An address cannot be listened on.</exception>
    public static async Task ListenUntilStoppedAsync(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch (Exception e) when (e is IOException or SocketException or FormatException or InvalidOperationException)
            {
                throw new ConfigurationException([$"It cannot listen on {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "the default address"}: {e.Message}"]);
            }

            await app.WaitForShutdownAsync();
        }
    }
}
