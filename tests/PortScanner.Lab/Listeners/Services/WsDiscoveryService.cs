using System.Text;
using System.Xml.Linq;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A camera that matches every Probe, and says so from another port, as some do (WS-Discovery of April 2005 section 5.3).</summary>
[Answers("ws-discovery")]
internal sealed class WsDiscoveryService : IUdpService
{
    private static readonly XNamespace Soap = "http://www.w3.org/2003/05/soap-envelope";
    private static readonly XNamespace Addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static readonly XNamespace Discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    public int Port => 3702;

    public bool AnswersFromOtherPort => true;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        var envelope = XElement.Parse(Encoding.UTF8.GetString(request));
        if (envelope.Element(Soap + "Body")?.Element(Discovery + "Probe") is null)
        {
            return null;
        }

        var answer = new XElement(
            Soap + "Envelope",
            new XElement(
                Soap + "Header",
                new XElement(Addressing + "Action", $"{Discovery}/ProbeMatches"),
                new XElement(Addressing + "RelatesTo", envelope.Element(Soap + "Header")?.Element(Addressing + "MessageID")?.Value),
                new XElement(Addressing + "To", $"{Addressing}/role/anonymous")),
            new XElement(
                Soap + "Body",
                new XElement(
                    Discovery + "ProbeMatches",
                    new XElement(
                        Discovery + "ProbeMatch",
                        new XElement(Discovery + "XAddrs", "http://198.51.100.2/onvif/device_service"),
                        new XElement(Discovery + "MetadataVersion", 1)))));
        return Encoding.UTF8.GetBytes(answer.ToString());
    }
}
