using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>What the operator decided about addresses (section <c>Admission</c> of the configuration).</summary>
public sealed record AddressPolicyOptions
{
    /// <summary>Networks whose special purpose does not matter here, such as the private ranges of one's own network.</summary>
    /// <remarks>
    /// Empty lifts nothing. Ordinary addresses need no entry. Loopback, multicast, broadcast, unspecified addresses and addresses
    /// that embed an IPv4 address stay refused whatever stands here.
    /// </remarks>
    /// <value>Empty by default.</value>
    public IReadOnlyList<IPNetwork> AllowNetworks { get; init; } = [];

    /// <summary>Networks that are never tested.</summary>
    /// <remarks>Wins over <see cref="AllowNetworks"/> and <see cref="AllowLoopback"/>.</remarks>
    /// <value>Empty by default.</value>
    public IReadOnlyList<IPNetwork> DenyNetworks { get; init; } = [];

    /// <summary>Networks that are never tested because those who answer for them asked for that.</summary>
    /// <remarks>Wins over all that allows, as <see cref="DenyNetworks"/> does.</remarks>
    /// <value>Empty by default.</value>
    public IReadOnlyList<IPNetwork> OptOutNetworks { get; init; } = [];

    /// <summary>Networks that are this machine's own as a whole, besides the addresses of its interfaces.</summary>
    /// <remarks>Nothing lifts them: an address of such a network has no host behind it that could be a visitor.</remarks>
    /// <value>Empty by default.</value>
    public IReadOnlyList<IPNetwork> OwnNetworks { get; init; } = [];

    /// <summary>Whether this machine may test itself, by loopback or by one of its own addresses.</summary>
    /// <remarks>
    /// For trying the program out. Behind a proxy on the same machine that forgets its header, every visitor would be a loopback
    /// caller and be shown the server.
    /// </remarks>
    /// <value>False by default.</value>
    public bool AllowLoopback { get; init; }
}
