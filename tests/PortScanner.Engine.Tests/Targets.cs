using System.Net;

using PortScanner.Core.Addresses;

namespace PortScanner.Engine.Tests;

/// <summary>Targets on loopback, in namespaces and on paper, made by a policy that allows what ranges for special purposes can be allowed.</summary>
internal static class Targets
{
    private static readonly AddressPolicy Policy = new(new AddressPolicyOptions
    {
        AllowNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
        AllowLoopback = true,
    });

    /// <summary>A target.</summary>
    public static ScanTarget Of(IPAddress address) =>
        Policy.TryMakeTarget(address, [], out var refusal) ?? throw new ArgumentException(refusal!.Message, nameof(address));
}
