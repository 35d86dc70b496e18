using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>A reply to the request made from <see cref="Sample.Nonce"/>, as the specification writes it.</summary>
/// <param name="What">What it says; names it among the replies of its kind.</param>
/// <param name="Bytes">The UDP payload.</param>
internal sealed record GenuineReply(string What, byte[] Bytes)
{
    /// <summary>The probe it answers.</summary>
    public ProbeKind Kind { get; init; }

    /// <summary>How many bytes are read until the reply is known to be genuine; a shorter one is not recognised.</summary>
    public int ProofLength { get; init; } = Bytes.Length;

    /// <summary>Where it repeats what came from the nonce: each byte there counts.</summary>
    public IReadOnlyList<byte[]> Echoes { get; init; } = [];

    public static GenuineReply Find(ProbeKind kind, string what) =>
        GenuineReplies.All.Single(reply => reply.Kind == kind && reply.What == what);
}
