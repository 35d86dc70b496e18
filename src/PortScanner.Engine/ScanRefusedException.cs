namespace PortScanner.Engine;

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
}

/// <summary>The engine did not begin a scan. The message never names an address.</summary>
public sealed class ScanRefusedException : Exception
{
    private ScanRefusedException(ScanRefusal refusal, string message, Exception? innerException = null)
        : base(message, innerException) => Refusal = refusal;

    /// <summary>Why.</summary>
    public ScanRefusal Refusal { get; }

    internal static ScanRefusedException ByPolicy(string reason) => new(ScanRefusal.AddressPolicy, reason);

    internal static ScanRefusedException OwnPrefix() =>
        new(ScanRefusal.AddressPolicy, "Your address is one of the tester's own, so the test would show the tester instead of you.");

    internal static ScanRefusedException NoRoute() =>
        new(ScanRefusal.NoRoute, "This machine has no route to your address, so it cannot be tested from here.");

    internal static ScanRefusedException NoFreeSourcePort() =>
        new(ScanRefusal.NoFreeSourcePort, "Every source port of the scanner is in use; try again in a minute.");

    internal static ScanRefusedException NoRoom() =>
        new(ScanRefusal.NoRoom, "As many scans are running as this machine can run reliably; try again in a minute.");

    internal static ScanRefusedException NoCapture() =>
        new(ScanRefusal.NoCapture, "The packet capture is not running, so no result could be trusted.");
}
