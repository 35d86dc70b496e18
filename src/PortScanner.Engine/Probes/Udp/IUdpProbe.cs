using PortScanner.Core.Payloads;
using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Probes.Udp;

/// <summary>
/// One UDP service's question: how the request is built and how a genuine answer is recognised. Implementations are stateless
/// and allocate nothing; everything unguessable comes from the nonce, so that a request can be rebuilt to be held against a reply.
/// </summary>
public interface IUdpProbe
{
    /// <summary>The largest request any probe writes, in bytes of UDP payload: an operator's. Those of the program stay below 1,232.</summary>
    const int MaximumRequestLength = UdpPayloads.MaximumLength;

    /// <summary>The kind this class implements.</summary>
    ProbeKind Kind { get; }

    /// <summary>
    /// Whether a genuine answer may come from another port than the one that was asked by the service's own design, so that one is taken
    /// even if it repeats nothing of the nonce. It is tied to its request by the port it was sent to and by <see cref="Recognises"/> alone.
    /// </summary>
    bool MayAnswerFromAnotherPort => false;

    /// <summary>
    /// Whether the service may go on from another port with whoever asked (RFC 1350 section 4, RFC 2661 section 8.1), or another address answer
    /// (RFC 7252 section 8.2). Who reads along knows such a talk by the port that was asked from alone, and takes for a part of it whatever else
    /// leaves from there; so nothing else does, or as little as can be.
    /// </summary>
    bool NeedsOwnSourcePort => false;

    /// <summary>
    /// Whether a genuine answer repeats two octets of the nonce or more. Without that an answer is known by its syntax alone, which anybody
    /// can send, or by one octet, which a stranger has guessed after a few hundred packets; so it is believed only from the address that was
    /// asked, and only once a second port, drawn behind it, was answered too.
    /// </summary>
    bool RepeatsNonce => true;

    /// <summary>The fixed port of ours that the service answers to, whatever port was asked from; null if it answers to that port.</summary>
    ushort? FixedReplyPort => null;

    /// <summary>
    /// From which byte on the request may hold anything, so that the URI of who asks (RFC 9511) can stand there; null if the protocol has a
    /// meaning for each byte.
    /// </summary>
    int? RoomForUri => null;

    /// <summary>Writes the request.</summary>
    /// <param name="nonce">What makes this request unguessable; the same nonce gives the same bytes.</param>
    /// <param name="payload">At least <see cref="MaximumRequestLength"/> bytes.</param>
    /// <returns>The length written, in bytes.</returns>
    int WriteRequest(ProbeNonce nonce, Span<byte> payload);

    /// <summary>Whether <paramref name="reply"/> is a genuine answer to the request made from <paramref name="nonce"/>.</summary>
    /// <param name="nonce">The nonce of the request.</param>
    /// <param name="reply">The UDP payload as received; any length, any content.</param>
    bool Recognises(ProbeNonce nonce, ReadOnlySpan<byte> reply);
}
