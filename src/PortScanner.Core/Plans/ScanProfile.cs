namespace PortScanner.Core.Plans;

/// <summary>How much is probed.</summary>
public enum ScanProfile : byte
{
    /// <summary>The catalogue's common and risky TCP ports, the UDP services and an echo.</summary>
    Quick,

    /// <summary>TCP 0 to 1055, the UDP services and an echo.</summary>
    Standard,

    /// <summary>TCP 0 to 65535, the UDP services and an echo.</summary>
    Full,

    /// <summary>A port specification of the caller's.</summary>
    Custom,
}
