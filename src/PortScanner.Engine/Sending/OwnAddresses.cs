using System.Net;
using System.Net.NetworkInformation;

namespace PortScanner.Engine.Sending;

/// <summary>The addresses of this machine, asked of the kernel each time, since interfaces come and go.</summary>
public static class OwnAddresses
{
    /// <summary>All unicast addresses of all interfaces, without zones: the same address on another link is refused too.</summary>
    public static IEnumerable<IPAddress> Read() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(face => face.GetIPProperties().UnicastAddresses)
            .Select(unicast => new IPAddress(unicast.Address.GetAddressBytes()));
}
