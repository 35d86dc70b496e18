using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Tests.Oracle;

/// <summary>What a packet is meant to be: what only its scan knows. What each kind is made of stands in <see cref="PacketOracle"/>.</summary>
internal sealed record ExpectedPacket(Probe Probe, IPAddress Source, IPAddress Target)
{
    public bool IsIpv6 => Target.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The identification of IPv4, the flow label of IPv6.</summary>
    public uint Mark { get; init; }

    /// <summary>Of TCP and UDP.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>Of TCP.</summary>
    public uint Sequence { get; init; }

    /// <summary>Of ICMP.</summary>
    public (ushort Identifier, ushort Sequence) Request { get; init; }

    /// <summary>Of ICMP and of the fragment header.</summary>
    public ProbeNonce Nonce { get; init; }

    /// <summary>What follows the UDP header.</summary>
    public byte[] Payload { get; init; } = [];

    /// <summary>What follows the nonce in an echo request.</summary>
    public byte[] Uri { get; init; } = [];
}
