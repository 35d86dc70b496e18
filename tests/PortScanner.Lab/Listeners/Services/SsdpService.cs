using System.Text;

namespace PortScanner.Lab.Listeners.Services;

/// <summary>A UPnP device that answers a search from another port, as many do (UPnP Device Architecture section 1.3.3).</summary>
[Answers("ssdp")]
internal sealed class SsdpService : IUdpService
{
    public int Port => 1900;

    public bool AnswersFromOtherPort => true;

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (!request.StartsWith("M-SEARCH"u8))
        {
            return null;
        }

        var target = SipService.HeaderValue(Encoding.ASCII.GetString(request), "ST");
        return Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nLOCATION: http://198.51.100.2:5000/root.xml\r\n" +
            $"SERVER: Lab/1 UPnP/1.1 Lab/1\r\nST: {target}\r\nUSN: uuid:7a0c0e0e-0000-4000-8000-000000000001::{target}\r\n\r\n");
    }
}
