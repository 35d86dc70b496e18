using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Core.Ports;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Plans;

/// <summary>The ports that a profile asks by itself; the profile custom has none of its own.</summary>
public static class ProfilePorts
{
    private const ushort StandardLastPort = 1055;

    private static readonly PortSet QuickTcp = PortSet.From(ServiceCatalogue.Default.QuickTcpPorts);
    private static readonly PortSet StandardTcp = From0To(StandardLastPort);
    private static readonly PortSet FullTcp = From0To(ushort.MaxValue);

    /// <summary>The TCP ports.</summary>
    public static PortSet Tcp(ScanProfile profile) => profile switch
    {
        ScanProfile.Quick => QuickTcp,
        ScanProfile.Standard => StandardTcp,
        ScanProfile.Full => FullTcp,
        _ => PortSet.Empty,
    };

    /// <summary>The UDP ports, unless the visitor wants none.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="family">The address family; some services exist in one only.</param>
    /// <param name="payloads">The operator's payloads.</param>
    public static PortSet Udp(ScanProfile profile, AddressFamily family, UdpPayloads payloads) => profile == ScanProfile.Custom
        ? PortSet.Empty
        : new PortSet([.. ProbeKinds.UdpServices(family).Select(service => service.Port!.Value).Union(payloads.ProfilePorts.Ports).Order()]);

    private static PortSet From0To(ushort last)
    {
        var ports = new PortSetBuilder();
        ports.AddRange(0, last);
        return ports.Build();
    }
}
