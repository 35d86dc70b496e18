using PortScanner.Core.Words;

namespace PortScanner.Engine.Contract;

/// <summary>A scan that the engine did not begin. The words never name an address.</summary>
public sealed class RejectedScan : ScanStart
{
    private RejectedScan(ScanRefusal refusal, Phrase words) => (Refusal, Words) = (refusal, words);

    /// <summary>Why.</summary>
    public ScanRefusal Refusal { get; }

    /// <summary>Why, for the visitor.</summary>
    public Phrase Words { get; }

    /// <summary>A refusal that has no more words than its kind, as one that another process decided.</summary>
    public static RejectedScan Because(ScanRefusal refusal) => new(refusal, new Phrase(refusal switch
    {
        ScanRefusal.AddressPolicy => "address.tester-refuses",
        ScanRefusal.NoRoute => "refusal.no-route",
        ScanRefusal.NoFreeSourcePort => "refusal.no-source-port",
        ScanRefusal.NoRoom => "refusal.no-room",
        ScanRefusal.NoCapture => "refusal.no-capture",
        _ => "refusal.no-tester",
    }));

    internal static RejectedScan ByPolicy(Phrase reason) => new(ScanRefusal.AddressPolicy, reason);

    internal static RejectedScan OwnPrefix() => ByPolicy(new Phrase("address.own-prefix"));
}
