namespace PortScanner.Engine.Wire;

/// <summary>The identifier octets of the universal types that SNMP and LDAP use (X.690 section 8.1.2).</summary>
internal static class BerTag
{
    public const byte Boolean = 0x01;
    public const byte Integer = 0x02;
    public const byte OctetString = 0x04;
    public const byte Null = 0x05;
    public const byte ObjectIdentifier = 0x06;
    public const byte Enumerated = 0x0A;
    public const byte Sequence = 0x30;
}
