using PortScanner.Core.Probes;
using PortScanner.Engine.Contract;

namespace PortScanner.Engine.Tests.Scans;

/// <summary>A tester's path of which a test says what is known.</summary>
internal sealed class KnownPath : ITesterPath
{
    public TimeSpan Heard { get; set; }

    public TimeSpan Cut { get; set; } = PeerLiveness.Never;

    public Func<Probe, PortPassage> Passage { get; init; } = _ => PortPassage.Open;

    public TimeSpan SinceHeard(ProbeProtocol protocol) => Heard;

    public TimeSpan SinceCut(ProbeProtocol protocol) => Cut;

    public PortPassage PassageOf(Probe probe) => Passage(probe);
}
