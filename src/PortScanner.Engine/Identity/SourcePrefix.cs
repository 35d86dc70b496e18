using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Packets;

namespace PortScanner.Engine.Identity;

/// <summary>A network of this machine's own whose addresses IPv6 probes may leave from.</summary>
public sealed class SourcePrefix
{
    /// <summary>The shortest prefix length: what one site is given. A shorter one is somebody's network, not a server's.</summary>
    public const int ShortestLength = 48;

    /// <summary>The longest prefix length. 65,536 addresses let a minute pass, at the default pace, until one is used again.</summary>
    public const int LongestLength = 112;

    // Where an IPv6 host of the internet, or of an own network (RFC 4193), can have addresses.
    private static readonly IPNetwork[] Usable = [IPNetwork.Parse("2000::/3"), IPNetwork.Parse("fc00::/7")];

    private readonly UInt128 _network;
    private readonly UInt128 _hostMask;

    private SourcePrefix(IPNetwork network)
    {
        Network = network;
        _network = IpAddressBits.Of(network.BaseAddress).Value;
        _hostMask = UInt128.MaxValue >> network.PrefixLength;
    }

    /// <summary>The network.</summary>
    public IPNetwork Network { get; }

    /// <summary>Reads the setting <c>Engine:SourcePrefix</c>.</summary>
    /// <param name="text">An IPv6 network in CIDR notation; null or empty for none.</param>
    /// <param name="errors">Where a sentence is added if it is wrong, naming the setting and what is allowed.</param>
    /// <returns>The prefix; null if there is none, or it is wrong.</returns>
    public static SourcePrefix? Read(string? text, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(text) || CidrNetworks.Parse("Engine:SourcePrefix", [text], errors) is not [var network])
        {
            return null;
        }

        if (network.PrefixLength is < ShortestLength or > LongestLength || !Array.Exists(Usable, range => range.Contains(network.BaseAddress)))
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Engine:SourcePrefix is \"{text}\"; allowed is an IPv6 network in 2000::/3 or fc00::/7 from /{ShortestLength} to /{LongestLength} that is routed to this machine."));
            return null;
        }

        return new SourcePrefix(network);
    }

    /// <summary>Whether an address is one of the prefix.</summary>
    internal bool Contains(IpAddressBits address) => (address.Value & ~_hostMask) == _network;

    /// <summary>The address with these host bits; those beyond the prefix do not count.</summary>
    internal IpAddressBits AddressOf(UInt128 hostBits) => new(_network | (hostBits & _hostMask));

    /// <summary>
    /// Whether the kernel takes packets to the prefix's addresses as its own (a local route, "AnyIP"): one is sent to a random address,
    /// over the loopback interface only, so that it cannot leave the machine, and must arrive.
    /// </summary>
    internal bool IsLocal()
    {
        const int ipv6Level = 41;
        const int freeBind = 78;
        const int socketLevel = 1;
        const int bindToDevice = 25;
        const int timeoutMilliseconds = 1000;
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.SetRawSocketOption(ipv6Level, freeBind, BitConverter.GetBytes(1));
            socket.SetRawSocketOption(socketLevel, bindToDevice, "lo\0"u8);
            socket.Bind(new IPEndPoint(AddressOf(BinaryPrimitives.ReadUInt128BigEndian(RandomNumberGenerator.GetBytes(16))).ToIPAddress(), 0));
            socket.SendTo([0], socket.LocalEndPoint!);
            return socket.Poll(TimeSpan.FromMilliseconds(timeoutMilliseconds), SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
