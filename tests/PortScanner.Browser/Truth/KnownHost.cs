using PortScanner.Lab.Listeners;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Truth;

/// <summary>
/// A client with something of everything, behind a router with rules of its own, and closed where nothing else is said: so that it is known
/// of each port what must be shown.
/// </summary>
public sealed class KnownHost : IDisposable
{
    private readonly List<IDisposable> _listeners;
    private readonly string _router;

    /// <summary>Sets it up, until it is disposed of.</summary>
    public KnownHost(ThreeHosts hosts, Side side)
    {
        _router = side.RouterToServer.ToString();
        _listeners = [.. Listening.Select(port => new TcpService(hosts.Client, port)), new UdpListener(hosts.Client, new DnsService())];
        Firewall.Set(hosts.Client, "input", side, """
            tcp dport 24 drop
            tcp dport 25 reject with tcp reset
            tcp dport 143 reject
            udp dport 123 drop
            """);
        var reject = side.IsV6 ? "reject with icmpv6 type admin-prohibited" : "reject with icmp type admin-prohibited";
        Firewall.Set(hosts.Router, "forward", side, $"""
            tcp dport 110 {reject}
            tcp dport 111 drop
            udp dport 161 {reject}
            """);
    }

    /// <summary>Ports with an answer of their own, and two that are just closed, as a custom scan names them.</summary>
    public const string Ports = "T:22-25,110,111,143,8081,U:53,123,161,1000";

    // 24 is listened on behind the firewall.
    private static readonly int[] Listening = [22, 24, 80];

    /// <summary>What must be shown of a port.</summary>
    public KnownAnswer Of(string protocol, int port) => (protocol, port) switch
    {
        ("tcp", 22 or 80) => new("open", "syn-ack"),
        ("tcp", 24 or 111) => new("stealth", "no-reply"),
        ("tcp", 110) => new("rejected", "admin-prohibited", _router),
        ("tcp", 143) => new("rejected", "port-unreach"),
        ("tcp", _) => new("closed", "reset"),
        (_, 53) => new("open", "udp-reply"),
        (_, 123) => new("stealth", "no-reply"),
        (_, 161) => new("rejected", "admin-prohibited", _router),
        _ => new("closed", "port-unreach"),
    };

    /// <inheritdoc/>
    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());
}

/// <summary>What must be shown of a port.</summary>
/// <param name="State">Its state.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="Responder">Who answered in its stead; null if nobody did.</param>
public sealed record KnownAnswer(string State, string Reason, string? Responder = null);
