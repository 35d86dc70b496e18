using System.Net;
using System.Net.Sockets;

namespace PortScanner.Core.Reports.Findings;

/// <summary>Who can see what a scan of an address sees. A test of a private address says nothing about the internet.</summary>
public static class Vantage
{
    /// <summary>The name of everyone who can reach <paramref name="address"/> the way the tester does.</summary>
    public static string Of(IPAddress address) => address switch
    {
        _ when IPAddress.IsLoopback(address) => "this machine",
        { IsIPv6LinkLocal: true } or { IsIPv6UniqueLocal: true } => "this network",
        { AddressFamily: AddressFamily.InterNetwork } when IsPrivate(address.GetAddressBytes()) => "this network",
        _ => "the internet",
    };

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
