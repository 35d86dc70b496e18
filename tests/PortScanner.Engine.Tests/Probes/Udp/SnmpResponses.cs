using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>What SNMP agents of versions 1 and 2c answer; the sample's request-id is 41234567.</summary>
internal static class SnmpResponses
{
    public static readonly byte[] RequestId = Hex("02 04 41234567");
    public static readonly byte[] Zero = Hex("02 01 00");
    public static readonly byte[] SysUpTime = Hex("06 08 2B06010201010300");
    public static readonly byte[] Public = [0x04, 6, .. Text("public")];

    public static byte[] Response(byte version, byte[] requestId, byte[] errorStatus, byte[] value) => Tlv(0x30,
        [0x02, 1, version],
        Public,
        Tlv(0xA2, requestId, errorStatus, Zero, Tlv(0x30, Tlv(0x30, SysUpTime, value))));
}
