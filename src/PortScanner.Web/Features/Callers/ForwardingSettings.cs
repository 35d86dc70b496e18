using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

using PortScanner.Core.Addresses;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Callers;

/// <summary><see cref="ForwardingOptions"/>, checked.</summary>
internal sealed class ForwardingSettings
{
    /// <summary>The request header that holds <see cref="ForwardingOptions.Secret"/>.</summary>
    public const string SecretHeader = "X-PortScanner-Secret";

    private const int ShortestSecret = 32;
    private const int LongestSecret = 256;

    // Wide enough for a data centre. Whoever means more means everybody.
    private const int WidestIPv4 = 8;
    private const int WidestIPv6 = 32;

    // Set by clients, by other proxies, or by HTTP itself: what arrives under these names may come from anyone.
    private static readonly string[] NamesOfOthers =
    [
        "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "X-Cluster-Client-IP", "X-Original-For",
        "Via", "From", "Host", "Connection", "Cookie", "Authorization", "User-Agent", "Referer", "Origin", "Accept", SecretHeader,
    ];

    private readonly byte[]? _secretHash;

    private ForwardingSettings(ForwardingOptions options, IReadOnlyList<IPNetwork> proxies, uint? socketUser, ProxyProtocolVersions proxyProtocol)
    {
        Proxies = proxies;
        SocketUser = socketUser;
        Header = options.Header;
        ProxyProtocol = proxyProtocol;
        Scheme = options.Scheme;
        DropsLostVisitors = options.DropsLostVisitors;
        _secretHash = options.Secret is { Length: > 0 } secret ? Hash(secret) : null;
    }

    /// <summary>Whether the site stands behind a proxy at all.</summary>
    public bool IsOn => Proxies.Count > 0 || SocketUser is not null;

    /// <summary>Where proxies connect from over TCP.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; }

    /// <summary>The number of the user at the other end of a Unix socket; null if there is no such proxy.</summary>
    public uint? SocketUser { get; }

    /// <summary>The header with the visitor's address.</summary>
    public string Header { get; }

    /// <summary>What a connection begins with.</summary>
    public ProxyProtocolVersions ProxyProtocol { get; }

    /// <summary>Whether the proxy must show a secret.</summary>
    public bool NeedsSecret => _secretHash is not null;

    /// <summary>How visitors reach the proxy.</summary>
    public string Scheme { get; }

    /// <summary>Whether a proxy that keeps a request open vouches that the visitor is there.</summary>
    public bool DropsLostVisitors { get; }

    /// <summary>Checks the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="allowLoopback"><see cref="Admission.AdmissionOptions.AllowLoopback"/>, which cannot go together with a proxy.</param>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, and what is allowed.</exception>
    public static ForwardingSettings Create(ForwardingOptions options, bool allowLoopback = false)
    {
        var errors = new List<string>();
        var proxies = ReadProxies(options.Proxies, errors);
        var socketUser = ReadUser(options.SocketUser, errors);
        var proxyProtocol = ReadProxyProtocol(options.ProxyProtocol, errors);
        if (options.Scheme is not ("https" or "http"))
        {
            errors.Add($"Forwarding:Scheme is \"{options.Scheme}\"; allowed are https and http.");
        }

        CheckHeader(options.Header, errors);
        CheckSecret(options, proxyProtocol, errors);
        CheckWhole(options, proxyProtocol, allowLoopback, errors);
        return errors.Count == 0 ? new ForwardingSettings(options, proxies, socketUser, proxyProtocol) : throw new ConfigurationException(errors);
    }

    /// <summary>What a tester needs to know: where proxies connect from over TCP. It has no use for their secret, and is not given it.</summary>
    /// <exception cref="ConfigurationException">Names every entry that is wrong, and what is allowed.</exception>
    public static ForwardingSettings OfTester(ForwardingOptions options)
    {
        var errors = new List<string>();
        var proxies = ReadProxies(options.Proxies, errors);
        return errors.Count == 0
            ? new ForwardingSettings(new ForwardingOptions(), proxies, socketUser: null, ProxyProtocolVersions.None)
            : throw new ConfigurationException(errors);
    }

    /// <summary>Whether a connection is a proxy's.</summary>
    /// <param name="peer">The address at its other end; null over a Unix socket.</param>
    /// <param name="socket">Its socket; null if it has none.</param>
    /// <returns>Why it is not; null if it is.</returns>
    public ForwardingFault? WhyNoProxy(IPAddress? peer, Socket? socket)
    {
        if (peer is not null)
        {
            return Proxies.Any(network => network.Contains(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer)) ? null : ForwardingFault.UnknownPeer;
        }

        return SocketUser is { } user && SocketPeer.UserOf(socket) == user ? null : ForwardingFault.UnknownUser;
    }

    /// <summary>Whether a text is the secret. Takes as long whatever the text is.</summary>
    public bool IsSecret(string text) => CryptographicOperations.FixedTimeEquals(Hash(text), _secretHash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static IReadOnlyList<IPNetwork> ReadProxies(IReadOnlyList<string> entries, List<string> errors)
    {
        // A proxy is one address, as a rule.
        var networks = CidrNetworks.Parse("Forwarding:Proxies", entries.Select(WithPrefixLength), errors);
        errors.AddRange(networks
            .Where(network => network.PrefixLength < (network.BaseAddress.GetAddressBytes().Length == 4 ? WidestIPv4 : WidestIPv6))
            .Select(network =>
                $"Forwarding:Proxies: \"{network}\" believes too many; allowed are networks of /{WidestIPv4} or longer (IPv4) and /{WidestIPv6} or longer (IPv6)."));
        return networks;
    }

    private static string WithPrefixLength(string entry) =>
        CanonicalAddress.Read(entry.Trim(), out var address) == AddressFault.None ? $"{address}/{address!.GetAddressBytes().Length * 8}" : entry;

    private static uint? ReadUser(string? user, List<string> errors)
    {
        if (string.IsNullOrEmpty(user))
        {
            return null;
        }

        if (UserAccounts.Find(user) is { } number)
        {
            return number;
        }

        errors.Add($"Forwarding:SocketUser: this machine has no user \"{user}\"; allowed is the name or number of the user that the proxy runs as, such as www-data.");
        return null;
    }

    private static ProxyProtocolVersions ReadProxyProtocol(string name, List<string> errors)
    {
        switch (name)
        {
            case "none":
                return ProxyProtocolVersions.None;
            case "v1":
                return ProxyProtocolVersions.V1;
            case "v2":
                return ProxyProtocolVersions.V2;
            case "both":
                return ProxyProtocolVersions.Both;
            default:
                errors.Add($"Forwarding:ProxyProtocol is \"{name}\"; allowed are none, v1, v2 and both.");
                return ProxyProtocolVersions.None;
        }
    }

    private static void CheckHeader(string header, List<string> errors)
    {
        // RFC 9110 section 5.6.2, without the signs: servers drop names with an underscore, or take it for a hyphen.
        if (header.Length == 0 || !header.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            errors.Add($"Forwarding:Header is \"{header}\"; allowed is a name of letters, digits and hyphens.");
        }
        else if (NamesOfOthers.Contains(header, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add($"Forwarding:Header is {header}, which others set too, so that a visitor could send it; choose a name of its own, such as X-PortScanner-Client.");
        }
    }

    private static void CheckSecret(ForwardingOptions options, ProxyProtocolVersions proxyProtocol, List<string> errors)
    {
        if (options.Secret is not { Length: > 0 } secret)
        {
            if (options.Proxies.Count > 0 && proxyProtocol == ProxyProtocolVersions.None)
            {
                errors.Add(
                    $"Forwarding:Secret is missing. A proxy that connects over TCP must send it in the header {SecretHeader}, since others on its machine "
                    + "have its address too. Make one with: openssl rand -hex 32");
            }
        }
        else if (secret.Length is < ShortestSecret or > LongestSecret || secret.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            errors.Add($"Forwarding:Secret must have {ShortestSecret} to {LongestSecret} letters, digits and signs without spaces. Make one with: openssl rand -hex 32");
        }
        else if (proxyProtocol != ProxyProtocolVersions.None)
        {
            errors.Add("Forwarding:Secret has no meaning with Forwarding:ProxyProtocol, which has no place for one; leave one of the two out.");
        }
    }

    private static void CheckWhole(ForwardingOptions options, ProxyProtocolVersions proxyProtocol, bool allowLoopback, List<string> errors)
    {
        var isOn = options.Proxies.Count > 0 || !string.IsNullOrEmpty(options.SocketUser);
        var usual = new ForwardingOptions();
        if (!isOn
            && (proxyProtocol != ProxyProtocolVersions.None || !string.IsNullOrEmpty(options.Secret) || options.Header != usual.Header || options.Scheme != usual.Scheme || options.DropsLostVisitors))
        {
            errors.Add(
                "Forwarding:Secret, Forwarding:ProxyProtocol, Forwarding:Header, Forwarding:Scheme and Forwarding:DropsLostVisitors mean nothing without a proxy; name it in Forwarding:Proxies "
                + "(over TCP) or Forwarding:SocketUser (over a Unix socket).");
        }

        if (proxyProtocol != ProxyProtocolVersions.None && options.Header != usual.Header)
        {
            errors.Add("Forwarding:Header means nothing with Forwarding:ProxyProtocol, which names the visitor without one; leave one of the two out.");
        }

        if (isOn && allowLoopback)
        {
            errors.Add(
                "Admission:AllowLoopback is for trying the program out and cannot go together with Forwarding: whoever got past the proxy would be "
                + "shown the server itself. Leave one of the two out.");
        }
    }
}
