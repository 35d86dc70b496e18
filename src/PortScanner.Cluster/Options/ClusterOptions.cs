namespace PortScanner.Cluster.Options;

/// <summary>How web nodes and testers on several machines find and trust each other; the configuration section is <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    /// <summary>The servers of the broker, as <c>tls://host:4222</c>; <c>nats://</c> on loopback alone. Switches the cluster on.</summary>
    /// <value>Empty: front end and tester are one process, or meet at <c>Tester:Socket</c>.</value>
    public IReadOnlyList<string> Bus { get; set; } = [];

    /// <summary>The name of this web node or tester: 1 to 32 of a-z, 0-9 and the hyphen. Of one name there is one process.</summary>
    /// <value>None; a cluster needs it.</value>
    public string? Node { get; set; }

    /// <summary>The file with the seed by which this node logs in to the broker (an nkey of NATS).</summary>
    /// <value>None: no login, which is for trying out on loopback.</value>
    public string? NKeyFile { get; set; }

    /// <summary>The file with the certificates that sign the broker's, in PEM.</summary>
    /// <value>None: those that the system trusts.</value>
    public string? CaFile { get; set; }

    /// <summary>The file with this node's own key, ECDSA P-256 in PEM: a web node signs grants with it, a tester its heartbeats.</summary>
    /// <value>None; a cluster needs it.</value>
    public string? SigningKeyFile { get; set; }

    /// <summary>The web nodes: the public key of each, in Base64, by its name. A tester obeys them and nobody else.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> WebNodes { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The testers: the public key of each, in Base64, by its name. A web node uses them and nobody else.</summary>
    /// <value>Empty.</value>
    public IReadOnlyDictionary<string, string> Testers { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The networks of the cluster's own machines, in CIDR notation. They are never tested.</summary>
    /// <value>Empty.</value>
    public IReadOnlyList<string> OwnNetworks { get; set; } = [];

    /// <summary>Addresses of the operator's own, such as the other testers', that answer on closed ports: they prove a tester's own path.</summary>
    /// <value>Empty: no tester calls a host stealth on which nothing answers.</value>
    public IReadOnlyList<string> Reflectors { get; set; } = [];

    /// <summary>What of a scan goes to several testers: none, udp or all.</summary>
    /// <value>udp: limits on ICMP errors count by who asks.</value>
    public string Spread { get; set; } = "udp";

    /// <summary>Whether a second tester asks again what was open, rejected by others, and some of what was silent.</summary>
    /// <value>False.</value>
    public bool SecondOpinion { get; set; }

    /// <summary>How long a node that is told to stop goes on with its scans.</summary>
    /// <value>"00:01:30".</value>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How many scans a minute a tester takes of one web node.</summary>
    /// <value>600: a stolen web node can ask for no more.</value>
    public int ScansPerMinutePerWebNode { get; set; } = 600;

    /// <summary>The file with the secret that all web nodes share, 32 random bytes in Base64, by which they count visitors alike.</summary>
    /// <value>None: each web node counts for itself.</value>
    public string? LimitSecretFile { get; set; }
}
