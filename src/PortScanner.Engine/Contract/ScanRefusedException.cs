using PortScanner.Core.Words;

namespace PortScanner.Engine.Contract;

/// <summary>Why the engine did not begin a scan.</summary>
public enum ScanRefusal
{
    /// <summary>The address policy refuses the target.</summary>
    AddressPolicy,

    /// <summary>The kernel has no route, or no source address, to the target.</summary>
    NoRoute,

    /// <summary>Every source port is in use by another scan.</summary>
    NoFreeSourcePort,

    /// <summary>With one scan more, those that are running could not be given the packets that they need in time.</summary>
    NoRoom,

    /// <summary>The capture is not running.</summary>
    NoCapture,

    /// <summary>The engine is another process, which cannot be reached or is of another kind than this one.</summary>
    NoTester,
}

/// <summary>The engine did not begin a scan. The message never names an address.</summary>
public sealed class ScanRefusedException : Exception
{
    private ScanRefusedException(ScanRefusal refusal, Phrase words)
        : base(words.ToString()) => (Refusal, Words) = (refusal, words);

    /// <summary>Why.</summary>
    public ScanRefusal Refusal { get; }

    /// <summary>Why, for the visitor; <see cref="Exception.Message"/> has it in English.</summary>
    public Phrase Words { get; }

    /// <summary>A refusal that another process decided, which has no more words for it than its kind.</summary>
    public static ScanRefusedException Because(ScanRefusal refusal) => refusal switch
    {
        ScanRefusal.AddressPolicy => ByPolicy(new Phrase("address.tester-refuses")),
        ScanRefusal.NoRoute => NoRoute(),
        ScanRefusal.NoFreeSourcePort => NoFreeSourcePort(),
        ScanRefusal.NoRoom => NoRoom(),
        ScanRefusal.NoCapture => NoCapture(),
        _ => new(ScanRefusal.NoTester, new Phrase("refusal.no-tester")),
    };

    internal static ScanRefusedException ByPolicy(Phrase reason) => new(ScanRefusal.AddressPolicy, reason);

    internal static ScanRefusedException OwnPrefix() =>
        new(ScanRefusal.AddressPolicy, new Phrase("address.own-prefix"));

    internal static ScanRefusedException NoRoute() =>
        new(ScanRefusal.NoRoute, new Phrase("refusal.no-route"));

    internal static ScanRefusedException NoFreeSourcePort() =>
        new(ScanRefusal.NoFreeSourcePort, new Phrase("refusal.no-source-port"));

    internal static ScanRefusedException NoRoom() =>
        new(ScanRefusal.NoRoom, new Phrase("refusal.no-room"));

    internal static ScanRefusedException NoCapture() =>
        new(ScanRefusal.NoCapture, new Phrase("refusal.no-capture"));
}
