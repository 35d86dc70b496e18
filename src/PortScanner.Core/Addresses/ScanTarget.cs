using System.Net;
using System.Net.Sockets;

namespace PortScanner.Core.Addresses;

/// <summary>
/// The one address that a scan may send to: the caller's own, as its connection proved it. Only <see cref="AddressPolicy"/> makes one, and
/// only of an address that it agrees to; the compiler keeps other projects from it, and a test the other types of this one.
/// </summary>
public sealed class ScanTarget
{
    internal ScanTarget(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            throw new ArgumentException("An IPv4-mapped address must be unmapped before it becomes a target.", nameof(address));
        }

        Address = address;
    }

    /// <summary>The address; never IPv4-mapped.</summary>
    public IPAddress Address { get; }

    /// <summary>The address family of <see cref="Address"/>.</summary>
    public AddressFamily Family => Address.AddressFamily;
}
