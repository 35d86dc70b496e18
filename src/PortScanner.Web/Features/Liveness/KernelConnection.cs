using System.Net.Sockets;

namespace PortScanner.Web.Features.Liveness;

/// <summary>One TCP connection of this machine, whoever's, as the kernel tells it from all others that are or will be.</summary>
/// <param name="Family">Of the socket; one for both families may hold a connection of IPv4.</param>
/// <param name="SocketId">The kernel's <c>inet_diag_sockid</c>: ports, addresses, interface, and a number that is given once.</param>
internal sealed record KernelConnection(AddressFamily Family, ReadOnlyMemory<byte> SocketId);
