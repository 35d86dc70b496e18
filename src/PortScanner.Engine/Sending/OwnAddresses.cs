using System.Net;
using System.Net.NetworkInformation;

namespace PortScanner.Engine.Sending;

/// <summary>The addresses of this machine, asked of the kernel each time, since interfaces come and go.</summary>
public static class OwnAddresses
{
    // An interface that goes while it is read about makes the reading fail.
    private const int MostAttempts = 3;

    /// <summary>All unicast addresses of all interfaces, without zones: the same address on another link is refused too.</summary>
    /// <exception cref="NetworkInformationException">Interfaces came and went each time.</exception>
    public static IEnumerable<IPAddress> Read()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return
                [
                    .. NetworkInterface.GetAllNetworkInterfaces()
                        .SelectMany(face => face.GetIPProperties().UnicastAddresses)
                        .Select(unicast => new IPAddress(unicast.Address.GetAddressBytes())),
                ];
            }
            catch (NetworkInformationException) when (attempt < MostAttempts)
            {
                // Read again.
            }
        }
    }
}
