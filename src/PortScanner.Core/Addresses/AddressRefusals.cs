namespace PortScanner.Core.Addresses;

/// <summary>One row of <see cref="AddressRefusals"/>.</summary>
/// <param name="Code">The code.</param>
/// <param name="CanBeAllowed">Whether <c>Admission:AllowNetworks</c> lifts it.</param>
/// <param name="Words">What the visitor is told; {0} stands for the specification that sets the address apart.</param>
internal sealed record AddressRefusalInfo(AddressRefusalCode Code, bool CanBeAllowed, string Words);

/// <summary>The table of refusals, in the order of the enum: which of them an operator can lift, and their words.</summary>
internal static class AddressRefusals
{
    private const string HowToAllow = " If this tester is meant for such addresses, its operator can allow them with Admission:AllowNetworks.";

    private static readonly AddressRefusalInfo[] Table =
    [
        new(AddressRefusalCode.Denied, false, "The operator of this tester has excluded your address from testing."),
        new(AddressRefusalCode.OwnAddress, false, "Your connection comes from this tester's own address, so the test would show the tester instead of you. Connect from another machine."),
        new(AddressRefusalCode.Loopback, false, "Your connection comes from this machine itself (loopback, {0}), so the test would show the tester instead of you. To try it out on one machine, its operator can set Admission:AllowLoopback."),
        new(AddressRefusalCode.Unspecified, false, "Your connection shows an address that names no machine ({0}), so there is nothing to test."),
        new(AddressRefusalCode.Multicast, false, "Your connection shows a multicast address ({0}), which stands for many machines at once and cannot be tested."),
        new(AddressRefusalCode.Broadcast, false, "Your connection shows the broadcast address ({0}), which stands for many machines at once and cannot be tested."),
        new(AddressRefusalCode.EmbedsIPv4, false, "Your connection shows an IPv6 address that only wraps an IPv4 address ({0}); packets to it could reach someone else. Connect over IPv4 instead."),
        new(AddressRefusalCode.Scoped, false, "Your connection shows an address that is valid on one link only. Connect with an address that is valid beyond it."),
        new(AddressRefusalCode.NotInternet, false, "Your connection uses neither IPv4 nor IPv6, so there is nothing to test."),
        new(AddressRefusalCode.Private, true, "Your address is a private one ({0}), which the internet cannot reach." + HowToAllow),
        new(AddressRefusalCode.Shared, true, "Your address is one that a provider shares among customers ({0}), so the test could show someone else." + HowToAllow),
        new(AddressRefusalCode.LinkLocal, true, "Your address is a link-local one ({0}), which the internet cannot reach." + HowToAllow),
        new(AddressRefusalCode.Documentation, true, "Your address is from a range that is set aside for examples ({0}), which the internet cannot reach." + HowToAllow),
        new(AddressRefusalCode.Benchmarking, true, "Your address is from a range that is set aside for measurements in laboratories ({0}), which the internet cannot reach." + HowToAllow),
        new(AddressRefusalCode.ProtocolAssignment, true, "Your address is from a range that is set aside for a network protocol rather than for machines ({0})." + HowToAllow),
        new(AddressRefusalCode.FutureUse, true, "Your address is from a range that is reserved and not in use on the internet ({0})." + HowToAllow),
        new(AddressRefusalCode.NotGlobal, true, "Your address is from a part of IPv6 that is not in use on the internet ({0})." + HowToAllow),
    ];

    public static IReadOnlyList<AddressRefusalInfo> All => Table;

    public static AddressRefusalInfo Info(this AddressRefusalCode code) => Table[(int)code];

    /// <summary>The refusal with its words; <paramref name="source"/> is the specification that they name, if they name one.</summary>
    public static AddressRefusal Refuse(this AddressRefusalCode code, string source = "") =>
        new(code, code.Info().Words.Replace("{0}", source, StringComparison.Ordinal));
}
