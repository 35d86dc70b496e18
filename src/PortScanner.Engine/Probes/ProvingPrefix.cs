using System.Collections.Frozen;
using System.Numerics;

using PortScanner.Core.Probes;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Probes.Icmp;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Probes;

/// <summary>
/// How much of a request must be seen before what was seen holds 16 bits of its nonce, so that nobody repeats it who only guesses. Measured
/// on the requests themselves, since each protocol has its own place for what is random, and many have none.
/// </summary>
internal static class ProvingPrefix
{
    /// <summary>The length for a request that holds too little of its nonce, however much of it is seen.</summary>
    public const int Never = int.MaxValue;

    private const int LeastBits = 16;
    private const int Samples = 8;

    // Odd, so that its multiples are spread over all 64 bits.
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private static readonly FrozenDictionary<ProbeKind, int> Lengths = UdpProbes.All.ToFrozenDictionary(probe => probe.Kind, probe => Longest(probe.WriteRequest));

    private delegate int WriteRequest(ProbeNonce nonce, Span<byte> request);

    /// <summary>The length for a kind, in bytes of the body: of UDP or of an ICMP request.</summary>
    public static int LengthOf(ProbeKind kind) => kind.Info().Protocol switch
    {
        ProbeProtocol.Udp => kind.IsPayload() ? Never : Lengths[kind],
        ProbeProtocol.Icmp => Longest((nonce, body) => IcmpRequests.WriteBody(kind, nonce, body)),
        _ => Never,
    };

    private static int Longest(WriteRequest write) => Enumerable.Range(1, Samples).Max(sample => Measure(write, (ulong)sample * Step));

    // Between two requests whose nonces have no bit in common, at most as many bits differ as the nonce has a say in: letters and digits that
    // stand for four of its bits differ in four at most.
    private static int Measure(WriteRequest write, ulong word)
    {
        var one = new byte[IUdpProbe.MaximumRequestLength];
        var other = new byte[IUdpProbe.MaximumRequestLength];
        var length = write(new ProbeNonce(word, word * Step), one);
        write(new ProbeNonce(~word, ~(word * Step)), other);
        var bits = 0;
        for (var i = 0; i < length; i++)
        {
            bits += BitOperations.PopCount((uint)(one[i] ^ other[i]));
            if (bits >= LeastBits)
            {
                return i + 1;
            }
        }

        return Never;
    }
}
