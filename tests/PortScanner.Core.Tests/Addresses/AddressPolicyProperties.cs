using System.Net;

using FsCheck;
using FsCheck.Fluent;

using PortScanner.Core.Addresses;

namespace PortScanner.Core.Tests.Addresses;

public sealed class AddressPolicyProperties
{
    private static readonly IPNetwork[] NeverAllowed =
    [
        .. new[]
        {
            "0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48",
            "2001::/32", "2002::/16", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly Gen<byte[]> SixteenBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(16);

    private static readonly Gen<IPNetwork> Networks =
        from bytes in SixteenBytes
        from isIPv4 in Gen.Elements(true, false)
        from prefix in Gen.Choose(0, isIPv4 ? 32 : 128)
        select Network(isIPv4 ? bytes[..4] : bytes, prefix);

    // Networks that hold the address are what could let it through; random ones hardly ever do.
    private static readonly Gen<(IPAddress Address, IPNetwork[] Allowed)> NeverAllowedAddresses =
        from network in Gen.Elements(NeverAllowed)
        from bytes in SixteenBytes
        let address = Within(network, bytes)
        from prefix in Gen.Choose(0, address.GetAddressBytes().Length * 8)
        from others in Networks.ArrayOf()
        select (address, others.Append(Network(address.GetAddressBytes(), prefix)).ToArray());

    [Fact]
    public void Address_that_can_never_be_allowed_is_refused_whatever_is_allowed() =>
        Prop.ForAll(NeverAllowedAddresses.ToArbitrary(), input =>
            new AddressPolicy(new AddressPolicyOptions { AllowNetworks = input.Allowed }).Check(input.Address, []) is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Address_of_a_denied_network_is_refused_whatever_is_allowed() =>
        Prop.ForAll(Gen.Zip(Networks, SixteenBytes).ToArbitrary(), input =>
            new AddressPolicy(new AddressPolicyOptions
            {
                AllowNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
                DenyNetworks = [input.Item1],
                AllowLoopback = true,
            }).Check(Within(input.Item1, input.Item2), [])?.Code == AddressRefusalCode.Denied)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Address_that_passes_without_configuration_is_global_unicast_and_in_no_special_range() =>
        Prop.ForAll(Networks.ToArbitrary(), network =>
        {
            var passes = new AddressPolicy(new AddressPolicyOptions()).Check(network.BaseAddress, []) is null;
            return !passes || !SpecialPurposeRegistry.All.Any(range => range.Network.Contains(network.BaseAddress));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static IPAddress Within(IPNetwork network, byte[] random)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(random[bit / 8] & (0x80 >> (bit % 8)));
        }

        return new IPAddress(bytes);
    }

    private static IPNetwork Network(byte[] bytes, int prefix)
    {
        var kept = new byte[bytes.Length];
        for (var bit = 0; bit < prefix; bit++)
        {
            kept[bit / 8] |= (byte)(bytes[bit / 8] & (0x80 >> (bit % 8)));
        }

        return new IPNetwork(new IPAddress(kept), prefix);
    }
}
