using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Words;

namespace PortScanner.Core.Reports.Findings;

/// <summary>Who can see what a scan of an address sees. A test of a private address says nothing about the internet.</summary>
public enum Vantage : byte
{
    /// <summary>Everyone.</summary>
    Internet,

    /// <summary>The machines of the same network.</summary>
    Network,

    /// <summary>The machine itself.</summary>
    Machine,
}

/// <summary>Tells and names the vantage.</summary>
public static class Vantages
{
    /// <summary>Everyone who can reach <paramref name="address"/> the way the tester does.</summary>
    public static Vantage Of(IPAddress address) => address switch
    {
        _ when IPAddress.IsLoopback(address) => Vantage.Machine,
        { IsIPv6LinkLocal: true } or { IsIPv6UniqueLocal: true } => Vantage.Network,
        { AddressFamily: AddressFamily.InterNetwork } when IsPrivate(address.GetAddressBytes()) => Vantage.Network,
        _ => Vantage.Internet,
    };

    /// <summary>The name of <paramref name="vantage"/> after "open to".</summary>
    public static string Name(this Vantage vantage, Messages messages) => messages[vantage switch
    {
        Vantage.Machine => "vantage.machine",
        Vantage.Network => "vantage.network",
        _ => "vantage.internet",
    }];

    // RFC 1918 section 3, and the link-local range of RFC 3927 section 2.1.
    private static bool IsPrivate(byte[] bytes) => bytes switch
    {
        [10, ..] => true,
        [172, >= 16 and <= 31, ..] => true,
        [192, 168, ..] => true,
        [169, 254, ..] => true,
        _ => false,
    };
}
