using System.Net;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program has the limits of connections that it has by default, and whose client has addresses of several networks.</summary>
public sealed class ConnectionLimitLab() : ScanLab(
    [.. ShippedProgram.AllowTheLab, "--Admission:ConnectionsPerAddress=100", "--Admission:ConnectionsPerSite=300"],
    prepare: hosts =>
    {
        hosts.Client.Configure($"""
            addr add {OtherV4}/24 dev wan
            addr add {OtherOfHousehold}/64 dev wan nodad
            addr add {OtherHousehold}/64 dev wan nodad
            """);
        hosts.Router.Configure($"route add {OtherHousehold}/64 dev cli");
    })
{
    /// <summary>Another visitor over IPv4.</summary>
    public static IPAddress OtherV4 { get; } = IPAddress.Parse("198.51.100.3");

    /// <summary>Another device in the household of the client of <see cref="Network.Side.V6"/>.</summary>
    public static IPAddress OtherOfHousehold { get; } = IPAddress.Parse("2001:db8:2::3");

    /// <summary>Another household of the same site.</summary>
    public static IPAddress OtherHousehold { get; } = IPAddress.Parse("2001:db8:2:1::2");
}
