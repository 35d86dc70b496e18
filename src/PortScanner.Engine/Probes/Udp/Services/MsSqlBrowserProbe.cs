using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Wire;

namespace PortScanner.Engine.Probes.Udp.Services;

/// <summary>
/// Asks a SQL Server Browser for its instances (MC-SQLR section 2.2.2, CLNT_UCAST_EX). Asking for one instance by its name would get a shorter
/// answer, but only from who knows the name. Nothing is echoed, so an answer is known by its syntax.
/// </summary>
[UdpProbe(
    Request = "request for all instances",
    Reply = "list of instances, as long as it says",
    Source = "MC-SQLR sections 2.2.2 and 2.2.5")]
internal sealed class MsSqlBrowserProbe : IUdpProbe
{
    private const byte ListInstances = 0x03;
    private const byte Response = 0x05;

    public ProbeKind Kind => ProbeKind.MsSqlBrowser;

    public bool RepeatsNonce => false;

    public int WriteRequest(ProbeNonce nonce, Span<byte> payload)
    {
        var message = new SpanWriter(payload);
        message.WriteByte(ListInstances);
        return message.Length;
    }

    /// <summary>A list as long as it says, low byte first (MC-SQLR section 2.2.5), whose first word is that of each instance.</summary>
    public bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply)
    {
        var message = new SpanReader(reply);
        return message.Expects(Response)
            && message.TryReadByte(out byte lengthLow)
            && message.TryReadByte(out byte lengthHigh)
            && message.Rest.Length == ((lengthHigh << 8) | lengthLow)
            && message.Rest.StartsWith("ServerName;"u8);
    }
}
