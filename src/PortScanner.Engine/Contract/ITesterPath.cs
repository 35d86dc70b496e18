using PortScanner.Core.Probes;

namespace PortScanner.Engine.Contract;

/// <summary>
/// What a tester knows of its own way out, apart from the target: where the target's connection leads to another machine, that tells nothing of it. The
/// sender thread asks; what is told here was learnt before.
/// </summary>
public interface ITesterPath
{
    /// <summary>How long ago somebody who always answers last did; <see cref="PeerLiveness.Never"/> if nobody did, or there is nobody.</summary>
    /// <param name="protocol">In which protocol; of ICMP nothing is known but what TCP tells.</param>
    TimeSpan SinceHeard(ProbeProtocol protocol);

    /// <summary>How long ago the path was last found not to work; <see cref="PeerLiveness.Never"/> if it always did.</summary>
    /// <param name="protocol">In which protocol.</param>
    TimeSpan SinceCut(ProbeProtocol protocol);

    /// <summary>What became of packets to a port when they were sent to somebody who answers on every one.</summary>
    PortPassage PassageOf(Probe probe);
}

/// <summary>Whether packets to a port leave the tester's own network.</summary>
public enum PortPassage
{
    /// <summary>It is not known, and nobody will be asked.</summary>
    Unknown,

    /// <summary>It is not known yet.</summary>
    Unasked,

    /// <summary>They do, and the answers come back.</summary>
    Open,

    /// <summary>They are dropped, refused or answered by somebody on the way.</summary>
    Filtered,
}
