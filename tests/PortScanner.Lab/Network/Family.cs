namespace PortScanner.Lab.Network;

/// <summary>The two halves of each test.</summary>
public enum Family
{
    /// <summary>IPv4.</summary>
    IPv4,

    /// <summary>IPv6.</summary>
    IPv6,
}
