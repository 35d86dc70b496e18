using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class MsSqlBrowserTests() : UdpServiceTests(ProbeKind.MsSqlBrowser, number: 29)
{
    // CLNT_UCAST_EX
    internal override string RequestOctets => "03";

    internal override (string Layers, string Info) Wireshark => (":data", "Len=1");

    internal override int SecretBits => 0;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("one instance",
            [.. Hex("05 3D00"), .. Text("ServerName;DESK;InstanceName;SQLEXPRESS;IsClustered;No;tcp;1;")]),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("another kind", Hex("04 0B00 5365727665724E616D653B")),
        new("its length the other way round", Hex("05 000B 5365727665724E616D653B")),
        new("another first word", Hex("05 0B00 5365727665724E616D652D")),
        new("nothing", Hex("05 0000")),
    ];
}
