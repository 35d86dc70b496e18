using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>An IKE_SA_INIT as it goes to port 500; see <see cref="IkeSaInit"/>.</summary>
internal sealed class IkeV2Probe : IUdpProbe
{
    public ProbeKind Kind => ProbeKind.IkeV2;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        IkeSaInit.Write(nonce, ref message);
        return message.Length;
    }

    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply) => IkeSaInit.Recognises(nonce, reply);
}
