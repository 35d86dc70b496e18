namespace PortScanner.Engine.Probes.Tcp;

/// <summary>
/// The sequence numbers of one scan's SYNs: 25 secret bits, 6 bits of pass number, and a low bit that is always zero, so that an
/// answer with ack = seq + 1 and one with ack = seq (which some stacks send) both name their pass without a doubt. Numbers fall from
/// pass to pass: a listener whose SYN+ACK was lost holds the connection half open, and answers another SYN within its window, which
/// begins above the first, with a reset (RFC 9293 section 3.10.7.4), as if it were closed; one below the window gets an ACK.
/// </summary>
/// <param name="Secret">Random; only its upper 25 bits count.</param>
public readonly record struct TcpSequence(uint Secret)
{
    /// <summary>How many passes can be told apart.</summary>
    public const int PassCount = 64;

    private const uint SecretMask = ~0x7Fu;
    private const uint LastPass = PassCount - 1;

    /// <summary>The sequence number of a pass.</summary>
    public uint Of(int pass) => (Secret & SecretMask) | ((LastPass - ((uint)pass % PassCount)) << 1);

    /// <summary>Whether a sequence or acknowledgement number carries the secret.</summary>
    public bool Owns(uint number) => ((number ^ Secret) & SecretMask) == 0;

    /// <summary>
    /// Whether a sequence number is that of a probe: owned, and even. An odd one is that of the reset by which the kernel answers an
    /// accepting port; what becomes of it says nothing of the probe.
    /// </summary>
    public bool IsOfProbe(uint number) => Owns(number) && (number & 1) == 0;

    /// <summary>The pass that an owned number speaks of.</summary>
    public static int PassOf(uint number) => (int)(LastPass - ((number >> 1) % PassCount));
}
