namespace PortScanner.Engine.Wire;

/// <summary>Random numbers for the fields by which SNMP and LDAP tie an answer to its request.</summary>
internal static class BerInteger
{
    /// <summary>Thirty random bits as a positive number that takes four octets, so that every request is as long.</summary>
    public static int OfFourOctets(uint random) => (int)((random & 0x3FFF_FFFF) | 0x4000_0000);
}
