using Microsoft.Extensions.Hosting.Systemd;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>What systemd is told of the program, so that <c>systemctl start</c> returns once it serves (sd_notify(3)). Without systemd it is told to nobody.</summary>
internal static class ServiceManager
{
    /// <summary>Tells that the program serves, and, as soon as that is so, that it stops.</summary>
    /// <param name="lifetime">The host's.</param>
    public static void TellReady(IHostApplicationLifetime lifetime)
    {
        var manager = new SystemdNotifier();
        if (manager.IsEnabled)
        {
            manager.Notify(ServiceState.Ready);
            lifetime.ApplicationStopping.Register(() => manager.Notify(ServiceState.Stopping));
        }
    }
}
