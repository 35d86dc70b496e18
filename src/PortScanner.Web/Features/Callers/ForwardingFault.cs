namespace PortScanner.Web.Features.Callers;

/// <summary>Why nothing proves who is asking, in words for the operator. None holds anything that a request brought.</summary>
/// <param name="Cause">What is wrong, as a sentence without its stop.</param>
/// <param name="Cure">What to do about it.</param>
internal sealed record ForwardingFault(string Cause, string Cure)
{
    private const string SetIt = "Let the proxy set it to its peer's address, a space and its peer's port, and to nothing else; see deploy/nginx and deploy/apache";

    public static readonly ForwardingFault UnknownPeer = new(
        "The connection comes from none of Forwarding:Proxies",
        "If your proxy made it, add the proxy's address there; else let nobody but the proxy reach what the program listens on");

    public static readonly ForwardingFault UnknownUser = new(
        "The connection comes over the Unix socket, but not from Forwarding:SocketUser",
        "If your proxy made it, name the user there that the proxy's workers run as");

    public static readonly ForwardingFault NoSecret = new(
        $"The proxy sent no header {ForwardingSettings.SecretHeader}",
        "Let the proxy set it to what Forwarding:Secret is");

    public static readonly ForwardingFault WrongSecret = new(
        $"The header {ForwardingSettings.SecretHeader} is not what Forwarding:Secret is, or is there twice",
        "Let the proxy set it once, to the same text without quotation marks");

    public static readonly ForwardingFault NoHeader = new("The proxy sent no header of the name Forwarding:Header", SetIt);

    public static readonly ForwardingFault SeveralHeaders = new("The header Forwarding:Header is there more than once", "Let the proxy set it rather than add to it");

    public static readonly ForwardingFault NoProxyHeader = new(
        "The connection does not begin with a PROXY header of a version that Forwarding:ProxyProtocol allows",
        "Let the proxy send one (nginx stream: proxy_protocol on; HAProxy: send-proxy or send-proxy-v2)");

    public static readonly ForwardingFault LateProxyHeader = new(
        "The connection's PROXY header did not come in time",
        "Something connects and sends nothing: let nobody but the proxy reach what the program listens on");

    public static readonly ForwardingFault NobodyBehindProxyHeader = new(
        "The PROXY header names no visitor (LOCAL or UNKNOWN)",
        "So does a proxy's own check, which should ask for /healthz; if visitors are meant, let the proxy accept them over TCP");

    private static readonly ForwardingFault[] OfAddresses =
    [
        new("The header Forwarding:Header is empty", SetIt),
        new("The header Forwarding:Header holds a list", "Let the proxy set it rather than add to it; one proxy alone may stand before the program"),
        new("The header Forwarding:Header has a space that is not between an address and a port", SetIt),
        new("The header Forwarding:Header has a port behind a colon, or brackets", SetIt),
        new("The header Forwarding:Header has a zone, so the visitor came from the proxy's own link", "Let visitors use an address that is valid beyond it"),
        new("The header Forwarding:Header has a number that begins with 0, which can be read in two ways", SetIt),
        new(
            "The header Forwarding:Header has an IPv4 address that is wrapped in IPv6",
            "Let the proxy listen on each family apart (nginx: listen 443 and listen [::]:443 with ipv6only=on, which is its default)"),
        new("The header Forwarding:Header holds no address", SetIt),
    ];

    /// <summary>What is wrong with the text in the header.</summary>
    public static ForwardingFault Of(AddressFault fault) => OfAddresses[(int)fault - 1];
}
