using PortScanner.Lab.Program;

namespace PortScanner.Browser.Fixtures;

/// <summary>A lab whose program knows by which name it is reached over each family.</summary>
public sealed class TwoOriginsLab() : BrowserLab(
    [.. ShippedProgram.AllowTheLab, $"--Web:Ipv4Origin={Ipv4Origin}", $"--Web:Ipv6Origin={Ipv6Origin}"])
{
    /// <summary>The IPv4 name's origin.</summary>
    public static string Ipv4Origin => OriginOf(Chromium.Ipv4Name);

    /// <summary>The IPv6 name's origin.</summary>
    public static string Ipv6Origin => OriginOf(Chromium.Ipv6Name);

    private static string OriginOf(string name) => $"http://{name}:{ShippedProgram.Port}";
}
