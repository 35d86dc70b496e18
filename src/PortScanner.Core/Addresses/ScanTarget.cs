using System.Net;
using System.Net.Sockets;

namespace PortScanner.Core.Addresses;

/// <summary>
/// The one address that a scan may send to: the caller's own, as its connection proved it. Only Admission makes one, after the
/// address policy agreed; no public member turns text or an <see cref="IPAddress"/> into a target, and a test holds that.
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
