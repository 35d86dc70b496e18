using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>tshark knows memcached's commands but not their frame in UDP, so they are shown to it without.</summary>
internal static class Memcached
{
    private const int FrameLength = 8;
    private const ushort AnyPort = 40000;

    public static void AssertDissectedWithoutFrame(ProbeKind kind, string info)
    {
        Assert.SkipUnless(Tshark.IsInstalled, "tshark is not installed");

        var dissection = Assert.Single(Tshark.Dissect([Datagrams.V4(AnyPort, 11211, Sample.Request(kind)[FrameLength..])]));

        Assert.Equal("raw:ip:udp:memcache", dissection.Protocols);
        Assert.False(dissection.Malformed, dissection.ToString());
        Assert.False(dissection.HasComplaint, dissection.ToString());
        Assert.Contains(info, dissection.Info, StringComparison.OrdinalIgnoreCase);
    }
}
