using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// memcached's text command <c>version</c> (memcached's <c>doc/protocol.txt</c>), which has the shortest answer of all commands that
/// change nothing.
/// </summary>
[UdpProbe(
    Request = "`version`, random request ID",
    Reply = "version or an error under our request ID, in one datagram",
    Source = "memcached doc/protocol.txt")]
internal sealed class MemcachedTextProbe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.MemcachedText;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var datagram = new SpanWriter(payload);
        MemcachedFrame.Write(nonce, ref datagram);
        datagram.WriteBytes("version\r\n"u8);
        return datagram.Length;
    }

    /// <summary>One line under our request ID: the version, or one of the three errors.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var datagram = new SpanReader(reply);
        return MemcachedFrame.IsRead(nonce, ref datagram)
            && datagram.Rest.EndsWith("\r\n"u8)
            && (datagram.Rest.StartsWith("VERSION "u8)
                || datagram.Rest.SequenceEqual("ERROR\r\n"u8)
                || datagram.Rest.StartsWith("CLIENT_ERROR "u8)
                || datagram.Rest.StartsWith("SERVER_ERROR "u8));
    }
}
