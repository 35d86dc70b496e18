using System.Net.NetworkInformation;

namespace PortScanner.Engine.Sending;

/// <summary>The ways out of this machine.</summary>
internal static class NetworkLinks
{
    /// <summary>Whether an interface is up and has an address, by which packets can leave to another machine.</summary>
    public static bool IsAnyUp() => NetworkInterface.GetAllNetworkInterfaces().Any(link =>
        link.NetworkInterfaceType != NetworkInterfaceType.Loopback

        // Of some tunnels it is unknown, as long as they work.
        && link.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
        && link.GetIPProperties().UnicastAddresses.Any(unicast => !unicast.Address.IsIPv6LinkLocal));
}
