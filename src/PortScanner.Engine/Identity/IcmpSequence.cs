using PortScanner.Engine.Probes.Tcp;

namespace PortScanner.Engine.Identity;

/// <summary>
/// The sequence numbers of one scan's ICMP requests: 7 secret bits, 3 bits that tell the request, and 6 bits of pass number. Who answers
/// must repeat them.
/// </summary>
/// <param name="Secret">Random; only its upper 7 bits count.</param>
public readonly record struct IcmpSequence(ushort Secret)
{
    /// <summary>How many requests can be told apart.</summary>
    public const int RequestCount = 8;

    private const int RequestShift = 6;
    private const int SecretMask = ~((TcpSequence.PassCount * RequestCount) - 1);

    /// <summary>The number of a request in a pass.</summary>
    /// <param name="request">Less than <see cref="RequestCount"/>.</param>
    /// <param name="pass">Counts modulo <see cref="TcpSequence.PassCount"/>.</param>
    public ushort Of(int request, int pass) => (ushort)((Secret & SecretMask) | (request << RequestShift) | (pass % TcpSequence.PassCount));

    /// <summary>Whether a number carries the secret.</summary>
    public bool Owns(ushort number) => ((number ^ Secret) & SecretMask & ushort.MaxValue) == 0;

    /// <summary>The request that an owned number speaks of.</summary>
    public static int RequestOf(ushort number) => (number >> RequestShift) % RequestCount;

    /// <summary>The pass that an owned number speaks of.</summary>
    public static int PassOf(ushort number) => number % TcpSequence.PassCount;
}
