using System.Text;
using System.Xml.Linq;

using PortScanner.Core.Probes;

using static PortScanner.Engine.Tests.Probes.Udp.Sample;

namespace PortScanner.Engine.Tests.Probes.Udp.Services;

public sealed class WsDiscoveryTests() : UdpServiceTests(ProbeKind.WsDiscovery, number: 36)
{
    private const string MessageId = "urn:uuid:01234567-89ab-cdef-fedc-ba9876543210";

    internal override (string Layers, string Info) Wireshark => (":data", "Len=");

    internal override bool MayAnswerFromAnotherPort => true;

    internal override IReadOnlyList<GenuineReply> Replies =>
    [
        Reply("matches", $"<e:Envelope><e:Header><a:RelatesTo>{MessageId}</a:RelatesTo></e:Header><e:Body><d:ProbeMatches/></e:Body></e:Envelope>"),
        Reply("fault", $"<Envelope><Header><RelatesTo RelationshipType=\"wsa:Reply\">\r\n {MessageId}\r\n</RelatesTo></Header><Body><Fault/></Body></Envelope>"),
    ];

    internal override IReadOnlyList<Lookalike> Lookalikes =>
    [
        Says("<a:MessageID>urn:uuid:01234567-89ab-cdef-fedc-ba9876543210</a:MessageID>"),
        Says("<a:RelatesTo>urn:uuid:11234567-89ab-cdef-fedc-ba9876543210</a:RelatesTo>"),
        Says("<a:RelatesTo></a:RelatesTo>urn:uuid:01234567-89ab-cdef-fedc-ba9876543210"),
        Says("RelatesTo"),
    ];

    [Fact]
    public void Request_is_an_envelope_with_a_probe_of_anything()
    {
        XNamespace soap = "http://www.w3.org/2003/05/soap-envelope";
        XNamespace addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
        XNamespace discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

        var request = XElement.Parse(Encoding.ASCII.GetString(Request(Kind)));

        var expected = new XElement(
            soap + "Envelope",
            new XElement(
                soap + "Header",
                new XElement(addressing + "Action", "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe"),
                new XElement(addressing + "MessageID", "urn:uuid:01234567-89ab-cdef-fedc-ba9876543210"),
                new XElement(addressing + "To", "urn:schemas-xmlsoap-org:ws:2005:04:discovery")),
            new XElement(soap + "Body", new XElement(discovery + "Probe")));
        Assert.Equal(
            expected.DescendantsAndSelf().Select(element => (element.Name, element.HasElements ? "" : element.Value)),
            request.DescendantsAndSelf().Select(element => (element.Name, element.HasElements ? "" : element.Value)));
    }

    private static GenuineReply Reply(string what, string message) => new(what, Text(message))
    {
        ProofLength = message.IndexOf(MessageId, StringComparison.Ordinal) + MessageId.Length,
        Echoes = [Text(MessageId)],
    };
}
