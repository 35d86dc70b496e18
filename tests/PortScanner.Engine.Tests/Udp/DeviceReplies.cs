using System.Text;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Udp.Sample;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>What devices of a local network answer that look for each other.</summary>
internal static class DeviceReplies
{
    private const string MessageId = "urn:uuid:01234567-89ab-cdef-fedc-ba9876543210";

    /// <summary>The encoded <c>*</c>, type NBSTAT, class Internet.</summary>
    private const string NetBiosName = "20 434B414141414141414141414141414141414141414141414141414141414141 00 0021 0001";

    /// <summary><c>_services._dns-sd._udp.local</c>, type PTR, class Internet.</summary>
    private const string Services = "09 5F7365727669636573 07 5F646E732D7364 04 5F756470 05 6C6F63616C 00 000C 0001";

    public static GenuineReply[] All() =>
        [.. NetBios(), .. AppleRemoteDesktop(), .. WsDiscovery(), .. Mdns(), .. PlexGdm(), .. Dhip()];

    private static GenuineReply[] NetBios() =>
    [
        new(ProbeKind.NetBiosName, "one name",
            [
                .. Hex($"0123 8400 0000 0001 0000 0000 {NetBiosName} 00000000 0041 01"), .. Text("WORKSTATION    "), .. Hex("00 0400"),
                .. new byte[46],
            ])
        {
            Echoes = [Hex("0123")],
        },
        new(ProbeKind.NetBiosName, "no names", Hex($"0123 8400 0000 0001 0000 0000 {NetBiosName} 00000000 0001 00")) { Echoes = [Hex("0123")] },
    ];

    private static GenuineReply[] AppleRemoteDesktop() =>
    [
        new(ProbeKind.AppleRemoteDesktop, "information", [.. Hex("0001 03EA 0031"), .. new byte[1000]]),
        new(ProbeKind.AppleRemoteDesktop, "information of an older version", [.. Hex("0001 0166 0031"), .. new byte[356]]),
    ];

    private static GenuineReply[] WsDiscovery() =>
    [
        WsDiscovery("matches", $"<e:Envelope><e:Header><a:RelatesTo>{MessageId}</a:RelatesTo></e:Header><e:Body><d:ProbeMatches/></e:Body></e:Envelope>"),
        WsDiscovery("fault", $"<Envelope><Header><RelatesTo RelationshipType=\"wsa:Reply\">\r\n {MessageId}\r\n</RelatesTo></Header><Body><Fault/></Body></Envelope>"),
    ];

    private static GenuineReply WsDiscovery(string what, string message) => new(ProbeKind.WsDiscovery, what, Text(message))
    {
        ProofLength = message.IndexOf(MessageId, StringComparison.Ordinal) + MessageId.Length,
        Echoes = [Text(MessageId)],
    };

    private static GenuineReply[] Mdns() =>
    [
        new(ProbeKind.Mdns, "one service", Hex($"0123 8400 0001 0001 0000 0000 {Services} C00C 000C 0001 0000000A 0008 05 5F68747470 C023"))
        {
            ProofLength = 46, Echoes = [Hex("0123")],
        },
        new(ProbeKind.Mdns, "refusal of a resolver on this port", Hex($"0123 8005 0001 0000 0000 0000 {Services}")) { Echoes = [Hex("0123")] },
    ];

    private static GenuineReply[] PlexGdm() =>
    [
        PlexGdm("server", "HTTP/1.0 200 OK\r\nContent-Type: plex/media-server\r\nName: Home\r\nPort: 32400\r\n\r\n"),
        PlexGdm("player of a later version", "HTTP/1.1 200 OK\r\nName: Home\r\ncontent-type: plex/media-player\r\n\r\n"),
    ];

    private static GenuineReply PlexGdm(string what, string message) => new(ProbeKind.PlexGdm, what, Text(message))
    {
        ProofLength = message.IndexOf("plex/", StringComparison.Ordinal) + "plex/".Length,
    };

    private static GenuineReply[] Dhip() =>
        [Dhip("""{"mac":"00:00:5e:00:53:01","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"DVR"}}}""")];

    private static GenuineReply Dhip(string description)
    {
        string length = $"{description.Length:X2}000000";
        byte[] header = Hex($"20000000 44484950 00000000 00000000 {length} 00000000 {length} 00000000");
        const string proof = "\"deviceInfo\"";
        return new(ProbeKind.Dhip, "camera", [.. header, .. Encoding.ASCII.GetBytes(description)])
        {
            ProofLength = header.Length + description.IndexOf(proof, StringComparison.Ordinal) + proof.Length,
        };
    }
}
