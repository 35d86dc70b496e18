namespace PortScanner.Engine.Classification;

/// <summary>
/// The sequence numbers of one scan's SYNs: 25 secret bits, 6 bits of pass number, and a low bit that is always zero, so that an
/// answer with ack = seq + 1 and one with ack = seq (which some stacks send) both name their pass without a doubt.
/// </summary>
/// <param name="Secret">Random; only its upper 25 bits count.</param>
public readonly record struct TcpSequence(uint Secret)
{
    /// <summary>How many passes can be told apart.</summary>
    public const int PassCount = 64;

    private const uint SecretMask = ~0x7Fu;

    /// <summary>The sequence number of a pass.</summary>
    public uint Of(int pass) => (Secret & SecretMask) | ((uint)pass % PassCount << 1);

    /// <summary>Whether a sequence or acknowledgement number carries the secret.</summary>
    public bool Owns(uint number) => ((number ^ Secret) & SecretMask) == 0;

    /// <summary>The pass that an owned number speaks of.</summary>
    public static int PassOf(uint number) => (int)(number >> 1) % PassCount;
}
