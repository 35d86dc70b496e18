using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Ports;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Options;

/// <summary>Where probes leave from, as the operator chose it.</summary>
/// <param name="Ports">The source ports.</param>
/// <param name="Addresses">The source addresses of a family, the usual one first, where the kernel's routing is not to choose.</param>
/// <param name="Prefix">Where IPv6 probes may leave from besides; null for nowhere.</param>
/// <param name="Uri">Where it is told what they are, in ASCII; empty for nowhere.</param>
/// <param name="HopLimit">How many hops they may take.</param>
internal sealed record ProbeOrigins(
    PortRange Ports, ILookup<AddressFamily, IPAddress> Addresses, SourcePrefix? Prefix, ReadOnlyMemory<byte> Uri, byte HopLimit = ScanIdentity.UsualHopLimit);
