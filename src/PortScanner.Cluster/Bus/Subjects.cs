namespace PortScanner.Cluster.Bus;

/// <summary>
/// The subjects on the bus. The broker's configuration gives each node those that it may publish and subscribe to and no others; that keeps noise
/// out, and nothing here relies on it.
/// </summary>
public static class Subjects
{
    /// <summary>The heartbeats of all testers.</summary>
    public const string AllHeartbeats = "ps.hb.*";

    /// <summary>A tester's heartbeats.</summary>
    public static string Heartbeat(string tester) => $"ps.hb.{tester}";

    /// <summary>What web nodes ask of a tester: sealed grants.</summary>
    public static string Requests(string tester) => $"ps.q.{tester}";

    /// <summary>What web nodes tell a tester on links.</summary>
    public static string ToTester(string tester) => $"ps.u.{tester}";

    /// <summary>What one tester, or with <c>*</c> any of them, tells a web node on links.</summary>
    public static string ToWebNode(string webNode, string tester) => $"ps.r.{webNode}.{tester}";

    /// <summary>A web node's echo to itself.</summary>
    public static string Echo(string webNode) => $"ps.w.{webNode}";

    /// <summary>What another web node, or with <c>*</c> any of them, asks the one that has a scan.</summary>
    public static string Ask(string owner, string asking) => $"ps.a.{owner}.{asking}";

    /// <summary>What the web node that has a scan, or with <c>*</c> any of them, answers the one that asked.</summary>
    public static string Answer(string asking, string owner) => $"ps.b.{asking}.{owner}";

    /// <summary>Where the broker tells a node that nobody listens.</summary>
    public static string Inbox(string node) => $"_INBOX.{node}";

    /// <summary>The last part of a subject.</summary>
    public static string LastPart(string subject) => subject[(subject.LastIndexOf('.') + 1)..];
}
