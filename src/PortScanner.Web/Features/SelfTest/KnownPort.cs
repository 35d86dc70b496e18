using PortScanner.Core.Results;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>A port of the self-test's own.</summary>
/// <param name="Truth">What is known of it.</param>
/// <param name="Number">The TCP port.</param>
internal sealed record KnownPort(PortTruth Truth, ushort Number)
{
    /// <summary>What it must be found as.</summary>
    public PortState Expected => Truth switch
    {
        PortTruth.Open => PortState.Open,
        PortTruth.Closed => PortState.Closed,
        PortTruth.Silent => PortState.Stealth,
        PortTruth.Rejecting => PortState.Rejected,
        _ => throw new InvalidOperationException("Not a truth."),
    };
}
