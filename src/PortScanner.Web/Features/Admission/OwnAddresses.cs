using System.Net;
using System.Net.NetworkInformation;

namespace PortScanner.Web.Features.Admission;

/// <summary>The addresses of this machine, asked of the kernel each time, since interfaces come and go.</summary>
internal static class OwnAddresses
{
    /// <summary>All unicast addresses of all interfaces.</summary>
    public static IEnumerable<IPAddress> Read() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(face => face.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address);
}
