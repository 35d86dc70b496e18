using System.Text;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class SsdpTests() : UdpServiceTests(ProbeKind.Ssdp, number: 31)
{
    internal override (string Layers, string Info) Wireshark => (":ssdp", "M-SEARCH * HTTP/1.1");

    internal override int SecretBits => 0;

    internal override bool MayAnswerFromAnotherPort => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("root device", provedBy: "\r\nST:", "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nEXT:\r\n"
            + "LOCATION: http://192.0.2.1:5000/d.xml\r\nST: upnp:rootdevice\r\n\r\n"),
        Reply("only a USN, in another case", provedBy: "usn :", "HTTP/1.0 200 OK\nusn : uuid:1::upnp:rootdevice\n\n"),
        Reply("bad request", provedBy: "Request\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"),
        Says("HTTP/1.1 200 OK\r\n\r\nST: upnp:rootdevice\r\n"),
        Says("HTTP/1.1 20 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/1.1 2000 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/1.1 2x0 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/1.1 000 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/1.1\t200 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/2.0 200 OK\r\nST: upnp:rootdevice\r\n\r\n"),
        Says("HTTP/1.1 200 OK"),
        Says("NOTIFY * HTTP/1.1\r\nNT: upnp:rootdevice\r\nUSN: uuid:1\r\n\r\n"),
    ];

    [Fact]
    public void Request_is_a_search_for_root_devices() => Assert.Equal(
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n",
        Encoding.ASCII.GetString(Request(Kind)));

    private static GenuineReply Reply(string what, string provedBy, string message) => new(what, Text(message))
    {
        ProofLength = message.IndexOf(provedBy, StringComparison.Ordinal) + provedBy.Length,
    };
}
