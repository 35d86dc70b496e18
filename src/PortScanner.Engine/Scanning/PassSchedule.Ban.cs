using PortScanner.Core.Results;
using PortScanner.Core.Scanning;

namespace PortScanner.Engine.Scanning;

/// <content>
/// What is known of a firewall that bans whoever asks much. It drops new connections and leaves those that there are, so that the visitor's
/// own says nothing of it.
/// </content>
internal sealed partial class PassSchedule
{
    private readonly BanSigns _ban;

    /// <summary>Whether the silence of a sweep that is being judged looks like a ban, and the target gave no other sign yet.</summary>
    private bool IsBanInDoubt => _phase == Phase.Settling && _path is not null && !IsTargetThere && _controls.IsTargetSilentToTcp;

    private bool IsTargetThere => _path?.HasHeardSince(SweepStart) == true || _controls.HasTargetAnswered(ProbeProtocol.Udp);

    /// <summary>
    /// Whether the target answered a new connection, or a request of the protocol, in the last sweep: who had banned the tester would not have.
    /// </summary>
    public bool IsBanExcludedFor(ProbeProtocol protocol) =>
        _controls.HasTargetAnswered(ProbeProtocol.Tcp) || (protocol == ProbeProtocol.Udp && _controls.HasTargetAnswered(ProbeProtocol.Udp));

    private ScanEnding BannedEnding() => new(Reason.Banned, 0) { IsUdpAnswered = _controls.HasTargetAnswered(ProbeProtocol.Udp) };
}
