namespace PortScanner.Engine.Probes.Udp;

/// <summary>
/// Marks the class of a UDP probe, of which the program makes its one instance, and says in words what <c>docs/udp-probes.md</c> tells of it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class UdpProbeAttribute : Attribute
{
    /// <summary>What is asked.</summary>
    public required string Request { get; init; }

    /// <summary>What a genuine answer is.</summary>
    public required string Reply { get; init; }

    /// <summary>Where both are specified.</summary>
    public required string Source { get; init; }

    /// <summary>Where the request says who asks, which is <see cref="IUdpProbe.RoomForUri"/>; null where there is no room.</summary>
    public string? WhoAsks { get; init; }
}
