using PortScanner.Core.Localization;

namespace PortScanner.Core.Addresses;

/// <summary>Why an address is not tested. <see cref="AddressRefusals"/> gives each its words.</summary>
public enum AddressRefusalCode : byte
{
    /// <summary>The operator excluded it.</summary>
    Denied,

    /// <summary>Whoever answers for the address asked never to be tested.</summary>
    OptedOut,

    /// <summary>The address belongs to this tester, or to a proxy of its own.</summary>
    OwnAddress,

    /// <summary>Loopback.</summary>
    Loopback,

    /// <summary>Unspecified, or "this network" (0.0.0.0/8).</summary>
    Unspecified,

    /// <summary>Multicast.</summary>
    Multicast,

    /// <summary>The limited broadcast address.</summary>
    Broadcast,

    /// <summary>It holds an IPv4 address, which packets to it would reach: mapped, translated, 6to4, Teredo.</summary>
    EmbedsIPv4,

    /// <summary>It means something on one link only, so it came with the name of a link (a zone).</summary>
    Scoped,

    /// <summary>Neither an IPv4 nor an IPv6 address.</summary>
    NotInternet,

    /// <summary>For use inside one network.</summary>
    Private,

    /// <summary>For use between a provider and its customers.</summary>
    Shared,

    /// <summary>For use on one link.</summary>
    LinkLocal,

    /// <summary>For use in examples.</summary>
    Documentation,

    /// <summary>For use in laboratories.</summary>
    Benchmarking,

    /// <summary>Assigned to a protocol rather than to machines.</summary>
    ProtocolAssignment,

    /// <summary>Reserved for an unknown future.</summary>
    FutureUse,

    /// <summary>An IPv6 address outside of 2000::/3, the part of the address space that IANA gives out.</summary>
    NotGlobal,
}

/// <summary>The decision that an address is not tested.</summary>
/// <param name="Code">Why.</param>
/// <param name="Words">Why, and what can be done about it, in plain sentences for the visitor; they never contain the address.</param>
public sealed record AddressRefusal(AddressRefusalCode Code, Message Words)
{
    /// <summary>The sentences in English, for the operator.</summary>
    public string Message => Words.ToString();
}
