namespace PortScanner.Core.Results;

/// <summary>
/// What is worth knowing of a result beside its state and reason. <see cref="RemarkTable"/> gives names and words. The numbers are
/// stored while a scan lives.
/// </summary>
[Flags]
public enum Remarks : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Silent so far, while late answers are still listened for; a later result replaces it.</summary>
    Provisional = 1 << 0,

    /// <summary>An open TCP port of a target that also accepted on random ports where nothing listens.</summary>
    AllPortsOpen = 1 << 1,

    /// <summary>A direct answer that travelled another number of hops than most direct answers of the scan.</summary>
    HopCountAnomaly = 1 << 2,

    /// <summary>Answered to an address of the tester's source prefix, or to another of its source addresses, because a limit held the answer to its usual address back.</summary>
    SourcePrefix = 1 << 3,

    /// <summary>An ICMP error that came only to a further attempt, from somebody who was seen to limit its errors.</summary>
    Waited = 1 << 4,

    /// <summary>A SYN+ACK with a window of zero, or with data, neither of which an ordinary listener sends.</summary>
    OddAccept = 1 << 5,

    /// <summary>Answers came that accept and others that refuse, or resets and ICMP errors.</summary>
    Contradicted = 1 << 6,

    /// <summary>An open port of so many that nearly all are: TCP ports below 1024, those above, or UDP ports.</summary>
    ManyOpenPorts = 1 << 7,

    /// <summary>Something else came, too, that would have said otherwise but bears no proof, and counts for nothing.</summary>
    Unproved = 1 << 8,

    /// <summary>Silent, while the target answered nothing new either that it had answered before: a firewall that bans the tester looks the same.</summary>
    BanPossible = 1 << 9,

    /// <summary>A router told the tester to send such packets another way (ICMP redirect).</summary>
    Redirected = 1 << 10,

    /// <summary>Somebody asked the tester to send less (ICMP source quench, which is deprecated).</summary>
    SourceQuenched = 1 << 11,

    /// <summary>A second tester, in another network, saw the same.</summary>
    SeenTwice = 1 << 12,

    /// <summary>A second tester, in another network, saw it otherwise.</summary>
    SeenOtherwise = 1 << 13,
}
