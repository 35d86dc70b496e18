using PortScanner.Core.Localization;

namespace PortScanner.Core.Addresses;

/// <summary>One row of <see cref="AddressRefusals"/>.</summary>
/// <param name="Code">The code.</param>
/// <param name="CanBeAllowed">Whether <c>Admission:AllowNetworks</c> lifts it.</param>
/// <param name="Key">The message for the visitor; its source is the specification that sets the address apart.</param>
public sealed record AddressRefusalInfo(AddressRefusalCode Code, bool CanBeAllowed, string Key);

/// <summary>The table of refusals, in the order of the enum: which of them an operator can lift, and their words.</summary>
public static class AddressRefusals
{
    private static readonly Message HowToAllow = new("address.how-to-allow");

    private static readonly AddressRefusalInfo[] Table =
    [
        new(AddressRefusalCode.Denied, false, "address.denied"),
        new(AddressRefusalCode.OptedOut, false, "address.opted-out"),
        new(AddressRefusalCode.OwnAddress, false, "address.own-address"),
        new(AddressRefusalCode.Loopback, false, "address.loopback"),
        new(AddressRefusalCode.Unspecified, false, "address.unspecified"),
        new(AddressRefusalCode.Multicast, false, "address.multicast"),
        new(AddressRefusalCode.Broadcast, false, "address.broadcast"),
        new(AddressRefusalCode.EmbedsIPv4, false, "address.embeds-ipv4"),
        new(AddressRefusalCode.Scoped, false, "address.scoped"),
        new(AddressRefusalCode.NotInternet, false, "address.not-internet"),
        new(AddressRefusalCode.Private, true, "address.private"),
        new(AddressRefusalCode.Shared, true, "address.shared"),
        new(AddressRefusalCode.LinkLocal, true, "address.link-local"),
        new(AddressRefusalCode.Documentation, true, "address.documentation"),
        new(AddressRefusalCode.Benchmarking, true, "address.benchmarking"),
        new(AddressRefusalCode.ProtocolAssignment, true, "address.protocol-assignment"),
        new(AddressRefusalCode.FutureUse, true, "address.future-use"),
        new(AddressRefusalCode.NotGlobal, true, "address.not-global"),
    ];

    /// <summary>All refusals.</summary>
    public static IReadOnlyList<AddressRefusalInfo> All => Table;

    /// <summary>The row of <paramref name="code"/>.</summary>
    public static AddressRefusalInfo Info(this AddressRefusalCode code) => Table[(int)code];

    /// <summary>The refusal with its words; <paramref name="source"/> is the specification that they name, if they name one.</summary>
    public static AddressRefusal Refuse(this AddressRefusalCode code, string source = "") =>
        new(code, new Message(code.Info().Key, ("source", source), ("allow", HowToAllow)));
}
