namespace PortScanner.Engine.Tests.Packets;

/// <summary>
/// Packets that Linux 6.18 exchanged with itself between documentation addresses, captured with tshark. The checksums of the two
/// datagrams were left to a network card that is not there; they stand here as tshark says they should be.
/// </summary>
internal static class CapturedPackets
{
    /// <summary>ICMP port unreachable; the message is 39 bytes long, an odd number.</summary>
    public static readonly byte[] IcmpPortUnreachable = Bytes.OfHex(
        "45c0003b1f2e00004001d6d1c0000201c00002010303dee200000000 4500001fd4f040004011e1dac0000201c0000201c6810009000b841f6f6464");

    /// <summary>A reset of a closed port over IPv4.</summary>
    public static readonly byte[] TcpReset = Bytes.OfHex(
        "45000028000040004006b6cdc0000201c0000201 0009c12000000000a71cfaef50140000c8970000");

    /// <summary>ICMPv6 port unreachable; the message is 59 bytes long, an odd number.</summary>
    public static readonly byte[] IcmpV6PortUnreachable = Bytes.OfHex(
        "6003c004003b3a4020010db800000000000000000000000120010db8000000000000000000000001 0104c83b00000000"
        + "60044412000b114020010db800000000000000000000000120010db8000000000000000000000001 9af70009000b5b906f6464");

    /// <summary>A reset of a closed port over IPv6.</summary>
    public static readonly byte[] TcpResetV6 = Bytes.OfHex(
        "6007d1950014064020010db800000000000000000000000120010db8000000000000000000000001 0009ecf8000000009c32cb2950140000fffe0000");

    /// <summary>Three bytes, an odd number, to port 9.</summary>
    public static readonly byte[] UdpDatagram = Bytes.OfHex("4500001fd4f040004011e1dac0000201c0000201 c6810009000be1e56f6464");

    /// <summary>Three bytes, an odd number, to port 9 over IPv6.</summary>
    public static readonly byte[] UdpDatagramV6 = Bytes.OfHex(
        "60044412000b114020010db800000000000000000000000120010db8000000000000000000000001 9af70009000b35ff6f6464");
}
