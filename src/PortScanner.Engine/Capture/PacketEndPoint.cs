using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PortScanner.Engine.Capture;

/// <summary>What packet(7) binds a socket to: one protocol, on all interfaces. It is written as <c>struct sockaddr_ll</c>.</summary>
/// <param name="etherType">The protocol, as IEEE 802 numbers it.</param>
internal sealed class PacketEndPoint(ushort etherType) : EndPoint
{
    private const int Length = 20;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Packet;

    /// <inheritdoc/>
    public override SocketAddress Serialize()
    {
        // Behind the family; the interface's index that follows is 0 for all.
        var address = new SocketAddress(AddressFamily, Length);
        BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[2..], etherType);
        return address;
    }
}
