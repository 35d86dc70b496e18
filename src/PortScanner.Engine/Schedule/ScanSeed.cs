using System.Security.Cryptography;

using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// What the order of one scan follows from, and the ports that it draws: which questions leave when, and which of them are controls. Nothing
/// that proves an answer follows from it: keys, source ports, sequence numbers and nonces are drawn from the system's generator.
/// </summary>
/// <remarks>
/// Whoever knows the seed of a running scan knows which packets are controls, and could answer those alone. So it is told once the scan is over.
/// </remarks>
/// <param name="Value">From 0 to <see cref="Largest"/>.</param>
internal readonly record struct ScanSeed(long Value)
{
    /// <summary>The largest. It is more than anybody tries out while a scan lasts.</summary>
    public const long Largest = BegunScan.LargestSeed;

    private enum Stream
    {
        ControlPorts = 0,
        Order = 1,
        FirewallPorts = 2,
        FirewallOrder = 3,
    }

    /// <summary>Draws the ports of <see cref="Schedule.ControlPorts"/>.</summary>
    public Func<int, int> ControlPorts => Of(Stream.ControlPorts);

    /// <summary>Draws the order of a scan's first stage, and its controls.</summary>
    public Func<int, int> Order => Of(Stream.Order);

    /// <summary>Draws what the firewall tests ask.</summary>
    public Func<int, int> FirewallPorts => Of(Stream.FirewallPorts);

    /// <summary>Draws the order of the firewall tests.</summary>
    public Func<int, int> FirewallOrder => Of(Stream.FirewallOrder);

    /// <summary>The seed of a scan.</summary>
    /// <param name="chosen">The operator's; null where each scan has its own.</param>
    public static ScanSeed For(long? chosen) => new(chosen ?? (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) & Largest));

    private Func<int, int> Of(Stream stream) => new SeededRandom(Value, (long)stream).Next;
}
