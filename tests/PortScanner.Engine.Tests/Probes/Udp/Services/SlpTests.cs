using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SlpTests() : UdpServiceTests(ProbeKind.Slp, number: 20)
{
    // version 2, SrvTypeRqst, length, flags, no extension, XID, "en"; no responders, authority IANA, "DEFAULT"
    internal override string RequestOctets => "02 09 00001D 0000 000000 0123 0002 656E  0000 0000 0007 44454641554C54";

    internal override (string Layers, string Info) Wireshark => (":srvloc", "Service Type Request");

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        new("types", [.. Hex("02 0A 00002B 0000 000000 0123 0002 656E 0000 0017"), .. Text("service:printer:http,a:")]) { Echoes = [Hex("0123")] },
        new("scope not supported", Hex("02 0A 000012 0000 000000 0123 0002 656E 0004")) { Echoes = [Hex("0123")] },
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        new("version 1", Hex("01 0A 000012 0000 000000 0123 0002 656E 0000")),
        new("a reply for services", Hex("02 02 000012 0000 000000 0123 0002 656E 0000")),
        new("another length than it has", Hex("02 0A 000013 0000 000000 0123 0002 656E 0000")),
        new("no error code", Hex("02 0A 000010 0000 000000 0123 0002 656E")),
    ];
}
