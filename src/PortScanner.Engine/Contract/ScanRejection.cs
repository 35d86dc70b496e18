namespace PortScanner.Engine.Contract;

/// <summary>Why the engine did not begin a scan.</summary>
/// <remarks>The numbers are sent between front end and tester: none is changed, or given again. The next is 6.</remarks>
public enum ScanRejection
{
    /// <summary>The address policy refuses the target.</summary>
    AddressPolicy = 0,

    /// <summary>The kernel has no route, or no source address, to the target.</summary>
    NoRoute = 1,

    /// <summary>Every source port is in use by another scan.</summary>
    NoFreeSourcePort = 2,

    /// <summary>With one scan more, those that are running could not be given the packets that they need in time.</summary>
    NoCapacity = 3,

    /// <summary>The capture is not running.</summary>
    NoCapture = 4,

    /// <summary>The engine is another process, which cannot be reached or is of another kind than this one.</summary>
    NoTester = 5,
}
