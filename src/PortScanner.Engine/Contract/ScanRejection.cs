namespace PortScanner.Engine.Contract;

/// <summary>Why the engine did not begin a scan.</summary>
public enum ScanRejection
{
    /// <summary>The address policy refuses the target.</summary>
    AddressPolicy,

    /// <summary>The kernel has no route, or no source address, to the target.</summary>
    NoRoute,

    /// <summary>Every source port is in use by another scan.</summary>
    NoFreeSourcePort,

    /// <summary>With one scan more, those that are running could not be given the packets that they need in time.</summary>
    NoCapacity,

    /// <summary>The capture is not running.</summary>
    NoCapture,

    /// <summary>The engine is another process, which cannot be reached or is of another kind than this one.</summary>
    NoTester,
}
