namespace PortScanner.Core.Probes;

/// <summary>How much is at stake where a port is open to whoever asks. Ports are asked in this order, so that what is left undecided matters least.</summary>
public enum ExposureClass : byte
{
    /// <summary>Whoever gets in has the machine, its data or its network, and such ports are tried all the time: remote control, databases, file shares, routers.</summary>
    Severe = 0,

    /// <summary>Login pages, mail and VPNs, which are attacked for their holes and passwords; and services that floods are made of.</summary>
    High = 1,

    /// <summary>Any other port of the catalogue.</summary>
    Named = 2,

    /// <summary>A port of which nothing is known.</summary>
    Other = 3,
}
