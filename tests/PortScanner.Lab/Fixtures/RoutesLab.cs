using System.Net;

using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>
/// A lab whose server has addresses of the internet too, whose IPv4 routes are all of one source address, whose kernel hands out every
/// port that is not reserved, and whose path to the client takes no packet beyond 1,280 bytes.
/// </summary>
public sealed class RoutesLab()
    : ScanLab(
        [
            .. ShippedProgram.AllowTheLab, $"--Engine:PayloadFile={Write()}", "--Operator:Contact=mailto:abuse@example.org",
            $"--AllowedHosts=[{GlobalServer}];{Side.V4.Server};[{Side.V6.Server}]",
        ],
        listenOn: [Side.V4.Server, Side.V6.Server, GlobalServer],
        prepare: Prepare)
{
    /// <summary>The UDP port that is asked with more than the path takes.</summary>
    public const int LongPayloadPort = 47400;

    /// <summary>The program's address of the internet.</summary>
    public static IPAddress GlobalServer { get; } = IPAddress.Parse("2a00:1::1");

    /// <summary>The router's, on the server's link.</summary>
    public static IPAddress Neighbour { get; } = IPAddress.Parse("2a00:1::fe");

    /// <summary>The client's, in the server's /48.</summary>
    public static IPAddress SameNetwork { get; } = IPAddress.Parse("2a00:1:0:2::2");

    /// <summary>The client's, elsewhere.</summary>
    public static IPAddress Elsewhere { get; } = IPAddress.Parse("2a00:2::2");

    private static string PayloadPath => Path.Combine(Path.GetTempPath(), $"portscanner-lab-routes-{Environment.ProcessId}");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        File.Delete(PayloadPath);
    }

    private static void Prepare(ThreeHosts hosts)
    {
        hosts.Server.Configure($"""
            addr add {GlobalServer}/64 dev wan nodad
            route del default
            rule add from {Side.V4.Server} table 100
            route add default via {Side.V4.RouterToServer} table 100
            """);
        hosts.Router.Configure($"""
            addr add {Neighbour}/64 dev srv nodad
            addr add 2a00:1:0:2::fe/64 dev cli nodad
            addr add 2a00:2::fe/64 dev cli nodad
            link set cli mtu 1280
            """);
        hosts.Client.Configure($"""
            addr add {SameNetwork}/64 dev wan nodad
            addr add {Elsewhere}/64 dev wan nodad
            """);
        hosts.Server.Run(() =>
        {
            File.WriteAllText("/proc/sys/net/ipv4/ip_local_reserved_ports", "61000-65535");
            File.WriteAllText("/proc/sys/net/ipv4/ip_local_port_range", "1024 65535");
            return 0;
        });
    }

    private static string Write()
    {
        File.WriteAllText(PayloadPath, $"udp {LongPayloadPort} \"{new string('x', 1400)}\"\n");
        return PayloadPath;
    }
}
