namespace PortScanner.Engine.Packets;

/// <summary>
/// The destination options header, RFC 8200 section 4.6, with one option that fills it.
/// <code>
/// |  Next Header  |  Length (0)   |  Option Type  | Option Length |
/// |                          Option Data                          |
/// </code>
/// </summary>
public static class Ipv6DestinationOptions
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 8;

    /// <summary>Padding (RFC 8200 section 4.2).</summary>
    public const byte PadN = 1;

    /// <summary>
    /// An option for experiments (RFC 4727 section 3.6). Its first two bits, 10, tell whoever does not know it to discard the packet and to
    /// say so by parameter problem, code 2 (RFC 8200 section 4.2).
    /// </summary>
    public const byte Experiment = 0x9E;

    /// <summary>Writes a header.</summary>
    /// <param name="header">At least <see cref="Length"/> bytes.</param>
    /// <param name="nextHeader">What follows it.</param>
    /// <param name="option">The option's type.</param>
    public static void Write(Span<byte> header, byte nextHeader, byte option)
    {
        header[..Length].Clear();
        header[0] = nextHeader;
        header[2] = option;
        header[3] = Length - 4;
    }
}
