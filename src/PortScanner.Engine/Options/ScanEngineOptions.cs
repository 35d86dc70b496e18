using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Options;

/// <summary>What an operator can set of the engine; the configuration section is <c>Engine</c>.</summary>
public sealed class ScanEngineOptions
{
    /// <summary>The source ports of probes, as "first-last".</summary>
    /// <remarks>
    /// Must lie outside the kernel's net.ipv4.ip_local_port_range, or in its net.ipv4.ip_local_reserved_ports. A scan takes four of them, four
    /// more where a UDP service answers with nothing secret, and twelve more for firewall tests.
    /// </remarks>
    /// <value>"61000-65535": what Linux leaves free by default, enough for 1,134 scans at once.</value>
    public string SourcePorts { get; set; } = "61000-65535";

    /// <summary>How many source addresses of a family there may be.</summary>
    internal const int MostSourceAddresses = 16;

    /// <summary>The addresses that probes leave from, up to 16 of each family: the first, and the others once a limit binds there.</summary>
    /// <remarks>
    /// Each must be an address of this machine. Devices limit their ICMP errors for each address that they answer to. Where a scan meets such a
    /// limit, it asks what is still open to question from the others in turn, as from a <see cref="SourcePrefix"/>, which is used alone where there is one. An address that visitors do not talk to otherwise lets a stateful firewall see a
    /// stranger, not the web server that it has a connection with. Without one of a family the kernel's routing chooses.
    /// </remarks>
    /// <value>Empty.</value>
    public IReadOnlyList<string> SourceAddresses { get; set; } = [];

    /// <summary>An IPv6 network of this machine's own, in CIDR notation, whose addresses probes leave from where a limit binds.</summary>
    /// <remarks>
    /// Devices limit their ICMP errors for each address that they answer to. Where a scan meets such a limit, it asks what is still
    /// open to question from another address of the prefix each, and so need not wait for the limit. The prefix must be routed to this
    /// machine, and the machine must take packets to it as its own: <c>ip -6 route add local PREFIX dev lo</c>. From /48 to /112.
    /// </remarks>
    /// <value>None: limits are waited for.</value>
    public string? SourcePrefix { get; set; }

    /// <summary>What the order of each scan is drawn from, a number from 0 to 9,007,199,254,740,991: for reproducing a scan.</summary>
    /// <remarks>
    /// Reports name the seed of their scan. With the same one, the same plan begins in the same order and asks the same random ports; what follows
    /// depends on what is answered. Whoever knows the seed beforehand can tell which packets are controls, and so have silence called proved
    /// that is not: set it while you look into something, and not on a site that strangers use. What proves answers never follows from it.
    /// </remarks>
    /// <value>Null: each scan draws its own.</value>
    public long? Seed { get; set; }

    /// <summary>A file of UDP payloads: in the notation of nmap's <c>nmap-payloads</c>, or a capture (pcap, pcapng) of requests.</summary>
    /// <remarks>
    /// Each is sent to those of its ports that have no probe of their own, in a custom scan; entries of up to 32 ports also in the
    /// profiles that ask UDP services. A relative path is relative to the directory that the program was started in.
    /// </remarks>
    /// <value>Null: no payloads.</value>
    public string? PayloadFile { get; set; }

    /// <summary>Where it is told what the probes are (RFC 9511): stands in those probes that have room for it.</summary>
    /// <remarks>
    /// A URI of https:, mailto: or tel:. Never in TCP, and never where it could change an answer. In the web program it follows from
    /// Operator:PublicOrigin, unless it is set.
    /// </remarks>
    /// <value>None: probes hold nothing but the question.</value>
    public string? ProbeDescription { get; set; }

    /// <summary>Of fewer hops packets would not reach all of the internet, and each silent port would be called rejected by a router on the way.</summary>
    internal const int LeastHopLimit = 32;

    /// <summary>How many hops probes may take: the time to live of IPv4, the hop limit of IPv6.</summary>
    /// <remarks>
    /// From 32 to 255. Visitors are hardly ever further than 30 hops away; another number than the usual is for filters that look at it, and for telling these
    /// packets from the machine's others.
    /// </remarks>
    /// <value>64: what Linux sends.</value>
    public int HopLimit { get; set; } = ScanIdentity.UsualHopLimit;

    /// <summary>How many packets a second are sent to one visitor, at most, if the path carries them.</summary>
    /// <remarks>
    /// A scan begins with 1,200 a second, which home routers keep up with, and has more only while its path is seen to bear that: by answers, or by
    /// the visitor's own connection. Where packets wait or get lost it has less.
    /// </remarks>
    /// <value>10,000: all ports are asked three times within 45 seconds, with six megabits a second.</value>
    public int PacketsPerSecondPerTarget { get; set; } = 10_000;

    /// <summary>How many packets a second are sent in all, at most.</summary>
    /// <remarks>
    /// It also bounds how many scans run at once: no scan is begun that would leave the others less than they need to end within one and
    /// a half times their time.
    /// </remarks>
    /// <value>125,000: enough for a thousand quick scans in the same moment, and half of what one core sends.</value>
    public int PacketsPerSecond { get; set; } = 125_000;

    /// <summary>How many probes all scans together may have, at most: what bounds the memory.</summary>
    /// <remarks>A scan that is alone is begun whatever it has. A quarter is kept for scans of up to 512 probes, and so is one of <see cref="PacketsPerSecond"/>.</remarks>
    /// <value>1,000,000: eleven scans of all ports, and more quick ones beside them than have room otherwise; half a gigabyte in all.</value>
    public int MaximumProbes { get; set; } = 1_000_000;

    /// <summary>The size of the capture's ring, in bytes; there is one for each family.</summary>
    /// <remarks>
    /// It is how long the program may stand still without a loss: the kernel fills blocks of 256 KiB, and goes on to the next after eight
    /// milliseconds, however few answers came.
    /// </remarks>
    /// <value>8 MiB: a quarter of a second at 20,000 answers a second, a sixth at 160,000.</value>
    public int CaptureBufferBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Looks for what is wrong wherever the engine is to run; whether the rest fits the machine it finds out itself, when it starts.</summary>
    /// <returns>A sentence for each option that is wrong, which names it and what is allowed.</returns>
    public IReadOnlyList<string> WrongValues()
    {
        var errors = new List<string>();
        EngineOptionsValidation.Judge(this, errors, onThisMachine: false);
        return errors;
    }
}
