using PortScanner.Engine.Identity;

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

    /// <summary>Ports that nobody is asked, in the notation of a form: <c>T:25,U:5060</c>.</summary>
    /// <remarks>
    /// Whoever asks for one is told so; the profiles leave them out, and reports say which. Testers on other machines and all web nodes must have the same.
    /// </remarks>
    /// <value>None.</value>
    public string? DenyPorts { get; set; }

    /// <summary>Whether a caller on the machine itself may test the machine.</summary>
    /// <remarks>For trying the program out. Behind a proxy on the same machine it would show every visitor the server itself.</remarks>
    /// <value>False.</value>
    public bool AllowLoopback { get; set; }

    /// <summary>The file of networks whose holders asked never to be tested: one a line in CIDR notation, comments from <c>#</c>.</summary>
    /// <remarks>Read again when it changes; a wrong file keeps the program from starting, and later leaves in force what was.</remarks>
    /// <value>None.</value>
    public string? OptOutFile { get; set; }

    /// <summary>How many scans an IPv4 address, or an IPv6 /64, may begin within <see cref="LimitWindow"/>.</summary>
    /// <remarks>Both are a household as a rule. An IPv4 address behind which a provider has many is tested as one, so they share the number.</remarks>
    /// <value>20: one each half a minute, more than a person reads and less than a nuisance.</value>
    public int ScansPerAddress { get; set; } = 20;

    /// <summary>How many scans an IPv6 /48 may begin within <see cref="LimitWindow"/>.</summary>
    /// <remarks>A site of many networks has one, and so has who wants to pass for many visitors.</remarks>
    /// <value>60: three households' worth.</value>
    public int ScansPerSite { get; set; } = 60;

    /// <summary>How many forms of an IPv4 address, or of an IPv6 /64, may be refused for what they hold within <see cref="LimitWindow"/>.</summary>
    /// <remarks>Beyond them no form of it is looked at until the window ends, however right it may be.</remarks>
    /// <value>60: one each ten seconds, more than people who mistype, and share an address, come to.</value>
    public int RefusedFormsPerAddress { get; set; } = 60;

    /// <summary>How many forms of an IPv6 /48 may be refused for what they hold within <see cref="LimitWindow"/>.</summary>
    /// <value>180: three households' worth.</value>
    public int RefusedFormsPerSite { get; set; } = 180;

    /// <summary>How many scans all visitors together may begin within <see cref="LimitWindow"/>.</summary>
    /// <remarks>It also bounds what the limits remember: nobody is remembered who did not begin a scan.</remarks>
    /// <value>60,000: a hundred a second, which is what the tester can run; so nobody uses it up but by keeping all of the tester busy.</value>
    public int ScansInAll { get; set; } = 60_000;

    /// <summary>The time in which scans are counted for the limits. It begins anew for everyone at once.</summary>
    /// <value>Ten minutes.</value>
    public TimeSpan LimitWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an address must be left alone after a scan of it.</summary>
    /// <remarks>Zero lets the next scan begin at once. At most <see cref="LimitWindow"/>.</remarks>
    /// <value>Five seconds.</value>
    public TimeSpan Cooldown { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many scans may run in an IPv6 /64 at once.</summary>
    /// <remarks>Each of its addresses has one at most. It is of IPv6 alone, since an IPv4 address has no more than one.</remarks>
    /// <value>4: some devices of a household; scans of all ports of four devices take less than a third of what the tester has room for.</value>
    public int LiveScansPerHousehold { get; set; } = 4;

    /// <summary>How many scans may run in an IPv6 /48 at once.</summary>
    /// <value>8: two households' worth.</value>
    public int LiveScansPerSite { get; set; } = 8;

    /// <summary>How many of a hundred of <see cref="MaximumLiveScans"/> may be of a gentle pace.</summary>
    /// <remarks>A gentle scan sends next to nothing but takes minutes, so that without a share of their own they would fill the site. From 1 to 100.</remarks>
    /// <value>25: a quarter.</value>
    public int GentleShare { get; set; } = 25;

    /// <summary>How many scans may run at once.</summary>
    /// <remarks>
    /// A caller beyond that is told when to come back; so is one for whom the tester's Engine:PacketsPerSecond or Engine:SourcePorts leave
    /// no room, which is so much sooner for scans of many ports.
    /// </remarks>
    /// <value>1,000: what was measured to end right and in time on two cores.</value>
    public int MaximumLiveScans { get; set; } = 1000;

    /// <summary>How many connections an IPv4 address, or an IPv6 /64, may have at once.</summary>
    /// <remarks>Those beyond are closed at once. A proxy's own are not counted.</remarks>
    /// <value>100: a browser has six, and people share an address.</value>
    public int ConnectionsPerAddress { get; set; } = 100;

    /// <summary>How many connections an IPv6 /48 may have at once.</summary>
    /// <value>300: three households' worth.</value>
    public int ConnectionsPerSite { get; set; } = 300;
}
