namespace PortScanner.Cluster.Keys;

/// <summary>
/// What a node signs and another one checks: <c>signature 64 | body</c>. The signature (ES256, r and s as they are) is over the name of what the
/// body is and the body as it was sent, so that nothing signed can be taken for something else, and nobody has to agree on how JSON is written.
/// </summary>
internal static class Signed
{
    /// <summary>The octets of a signature: r and s of P-256.</summary>
    public const int SignatureLength = 64;

    /// <summary>What a grant's signature begins with.</summary>
    public static ReadOnlySpan<byte> Grant => "portscanner grant v1\n"u8;

    /// <summary>What a heartbeat's signature begins with.</summary>
    public static ReadOnlySpan<byte> Heartbeat => "portscanner heartbeat v1\n"u8;

    /// <summary>Signs.</summary>
    public static byte[] Make(NodeIdentity node, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
    {
        var message = new byte[SignatureLength + body.Length];
        body.CopyTo(message.AsSpan(SignatureLength));
        node.Sign([.. kind, .. body], message.AsSpan(0, SignatureLength));
        return message;
    }

    /// <summary>Whether a message was signed by the node of that name.</summary>
    public static bool IsBy(PeerKeys peers, string name, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> message) =>
        message.Length > SignatureLength && peers.Verify(name, [.. kind, .. message[SignatureLength..]], message[..SignatureLength]);
}
