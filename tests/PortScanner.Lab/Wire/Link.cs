using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Wire;

/// <summary>One network interface, read and written as Ethernet frames past the host's own protocols: packet(7).</summary>
public sealed partial class Link : IDisposable
{
    // ETH_P_ALL in network byte order.
    private const ProtocolType AllProtocols = (ProtocolType)0x0300;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;

    /// <summary>Opens an interface.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The interface's name, such as <c>wan</c>.</param>
    public Link(NetworkNamespace host, string name)
    {
        var line = Description().Match(Command.Run("ip", ["-n", host.Name, "-o", "link", "show", "dev", name]).Succeeded().Output);
        Address = Convert.FromHexString(line.Groups["address"].Value.Replace(":", "", StringComparison.Ordinal));
        var index = int.Parse(line.Groups["index"].Value, CultureInfo.InvariantCulture);
        _socket = host.Run(() =>
        {
            var socket = new Socket(AddressFamily.Packet, SocketType.Raw, AllProtocols);
            socket.Bind(new InterfaceEndPoint(index));
            return socket;
        });
    }

    /// <summary>The interface's Ethernet address.</summary>
    public byte[] Address { get; }

    /// <summary>Waits a moment for a frame, incoming or outgoing.</summary>
    /// <returns>Its length, in bytes; 0 if none came.</returns>
    public int Receive(byte[] buffer) => _socket.Poll(Moment, SelectMode.SelectRead) ? _socket.Receive(buffer) : 0;

    /// <summary>Sends a frame.</summary>
    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    /// <summary>Closes it; nobody may be waiting in <see cref="Receive"/>, which closing does not end.</summary>
    public void Dispose() => _socket.Dispose();

    [GeneratedRegex(@"^(?<index>\d+):.*link/ether (?<address>[0-9a-f:]{17})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Description();

    /// <summary><c>struct sockaddr_ll</c> with nothing but the interface in it.</summary>
    private sealed class InterfaceEndPoint(int index) : EndPoint
    {
        private const int Length = 20;

        public override AddressFamily AddressFamily => AddressFamily.Packet;

        public override SocketAddress Serialize()
        {
            var address = new SocketAddress(AddressFamily.Packet, Length);
            BitConverter.TryWriteBytes(address.Buffer.Span[2..], (ushort)AllProtocols);
            BitConverter.TryWriteBytes(address.Buffer.Span[4..], index);
            return address;
        }
    }
}
