namespace PortScanner.Web.Features.Admission;

/// <summary>Who may be scanned; the configuration section is <c>Admission</c>.</summary>
internal sealed class AdmissionOptions
{
    /// <summary>Special-purpose networks whose visitors may be tested nevertheless, in CIDR notation, such as the LAN's own.</summary>
    /// <remarks>Never overrides the ranges that can lead to somebody else, such as those that embed an IPv4 address.</remarks>
    /// <value>Empty.</value>
    public IReadOnlyList<string> AllowNetworks { get; set; } = [];

    /// <summary>Networks that are never tested, in CIDR notation.</summary>
    /// <remarks>Wins over <see cref="AllowNetworks"/>.</remarks>
    /// <value>Empty.</value>
    public IReadOnlyList<string> DenyNetworks { get; set; } = [];

    /// <summary>Whether a caller on the machine itself may test the machine.</summary>
    /// <remarks>For trying the program out. Behind a proxy on the same machine it would show every visitor the server itself.</remarks>
    /// <value>False.</value>
    public bool AllowLoopback { get; set; }

    /// <summary>How many scans may run at once.</summary>
    /// <remarks>
    /// A caller beyond that is told when to come back; so is one for whom the tester's Engine:PacketsPerSecond or Engine:SourcePorts leave
    /// no room, which is so much sooner for scans of many ports.
    /// </remarks>
    /// <value>1,000: what was measured to end right and in time on two cores.</value>
    public int MaximumLiveScans { get; set; } = 1000;
}
