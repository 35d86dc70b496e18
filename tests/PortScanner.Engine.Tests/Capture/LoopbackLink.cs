using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PortScanner.Engine.Tests.Capture;

/// <summary>The loopback interface below IP, where a packet need not be what it says: packet(7).</summary>
internal sealed class LoopbackLink : IDisposable
{
    private readonly Socket _socket;
    private readonly Address _address;

    public LoopbackLink(AddressFamily family)
    {
        _socket = new Socket(AddressFamily.Packet, SocketType.Dgram, ProtocolType.Unspecified);
        _address = new Address(family == AddressFamily.InterNetworkV6 ? (ushort)0x86DD : (ushort)0x0800);
    }

    public void Send(byte[] packet) => Assert.Equal(packet.Length, _socket.SendTo(packet, _address));

    public void Dispose() => _socket.Dispose();

    // struct sockaddr_ll: family, protocol, interface, hardware type, packet type, address length, address.
    private sealed class Address(ushort etherType) : EndPoint
    {
        private const int Length = 20;

        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, Length);
            BinaryPrimitives.WriteUInt16BigEndian(address.Buffer.Span[2..], etherType);
            BinaryPrimitives.WriteInt32LittleEndian(address.Buffer.Span[4..], NetworkInterface.LoopbackInterfaceIndex);
            address.Buffer.Span[11] = 6;
            return address;
        }
    }
}
