using PortScanner.Core.Probes;

namespace PortScanner.Core.Plans;

/// <summary>What of a plan is cut into shares.</summary>
/// <remarks>The numbers are sent between web nodes and testers: none is changed, or given again. The next is 2.</remarks>
public enum SharedProbes
{
    /// <summary>All of it.</summary>
    All = 0,

    /// <summary>The UDP probes, whose answers are limited by who asks; all others are the first share's.</summary>
    Udp = 1,
}

/// <summary>
/// One tester's part of a plan that several ask. It is cut by the places of the probes in the plan, which each tester makes itself, and never by ports:
/// of one port there may be several probes, and a list of ports would be another plan.
/// </summary>
/// <param name="Index">Which share, from 0 on.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Of">What is cut.</param>
public sealed record PlanShare(int Index, int Count, SharedProbes Of)
{
    /// <summary>How many shares a plan is cut into at most.</summary>
    public const int Most = 16;

    /// <summary>The whole plan.</summary>
    public static PlanShare Whole { get; } = new(0, 1, SharedProbes.All);

    /// <summary>Whether it is a share at all: what a message says of one may be none.</summary>
    public bool IsValid => Count is >= 1 and <= Most && Index >= 0 && Index < Count && Of is SharedProbes.All or SharedProbes.Udp;

    /// <summary>Whether it has what must come from one address: the echo and the firewall tests, and all of TCP where that is not cut.</summary>
    public bool IsPrimary => Index == 0;

    /// <summary>Whether a probe is in it.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="place">The probe's place in it.</param>
    public bool Has(ScanPlan plan, int place) =>
        IsCut(plan.Probes[place]) ? place % Count == Index : IsPrimary;

    private bool IsCut(Probe probe) => probe.Protocol == ProbeProtocol.Udp || (Of == SharedProbes.All && probe.Protocol != ProbeProtocol.Icmp);
}
