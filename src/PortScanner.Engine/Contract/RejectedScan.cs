using PortScanner.Core.Localization;

namespace PortScanner.Engine.Contract;

/// <summary>A scan that the engine did not begin. The words never name an address.</summary>
public sealed class RejectedScan : ScanStart
{
    private RejectedScan(ScanRejection rejection, Message words) => (Rejection, Words) = (rejection, words);

    /// <summary>Why.</summary>
    public ScanRejection Rejection { get; }

    /// <summary>Why, for the visitor.</summary>
    public Message Words { get; }

    /// <summary>A rejection that has no more words than its kind, as one that another process decided.</summary>
    public static RejectedScan Because(ScanRejection rejection) => new(rejection, new Message(rejection switch
    {
        ScanRejection.AddressPolicy => "address.tester-refuses",
        ScanRejection.NoRoute => "refusal.no-route",
        ScanRejection.NoFreeSourcePort => "refusal.no-source-port",
        ScanRejection.NoCapacity => "refusal.no-room",
        ScanRejection.NoCapture => "refusal.no-capture",
        _ => "refusal.no-tester",
    }));

    internal static RejectedScan ByPolicy(Message reason) => new(ScanRejection.AddressPolicy, reason);

    internal static RejectedScan OwnPrefix() => ByPolicy(new Message("address.own-prefix"));
}
