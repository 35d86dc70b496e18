using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Engine.Schedule;

/// <content>
/// What is known of a firewall that bans whoever asks much. It drops new connections and leaves those that there are, so that the visitor's
/// own says nothing of it.
/// </content>
internal sealed partial class ProbeSchedule
{
    private readonly BanSigns _ban;
    private bool _isSecondSourceAsked;

    /// <summary>Whether the silence of a round that is being judged looks like a ban, and the target gave no other sign yet.</summary>
    private bool IsBanInDoubt => _phase == Phase.AwaitingReplies && _path is not null && !IsTargetThere && _controls.IsTargetSilentToTcp;

    private bool IsTargetThere => _path?.HasHeardSince(RoundStart) == true || _controls.HasTargetAnswered(ProbeProtocol.Udp);

    /// <summary>
    /// Whether the target answered a new connection, or a request of the protocol, in the last round: who had banned the tester would not have.
    /// </summary>
    public bool IsBanExcludedFor(ProbeProtocol protocol) =>
        _controls.HasTargetAnswered(ProbeProtocol.Tcp) || (protocol == ProbeProtocol.Udp && _controls.HasTargetAnswered(ProbeProtocol.Udp));

    // A firewall that banned the tester before this scan, or with its first packets, answers it nothing. Addresses that never asked anything
    // are another matter, if they ask as carefully.
    private bool TryAskFromSecondSource(TimeSpan now)
    {
        if (_isSecondSourceAsked || _ban.HasTargetAnswered || _probes.Careful.Length == 0 || _rotation?.TryAsk(Pass + 1) != true)
        {
            return false;
        }

        _isSecondSourceAsked = true;
        BeginPass(now);
        _order.Add(_probes.Careful, 1);
        RestUntil(now, Phase.AskingFromSecondSource);
        return true;
    }

    private void EndSecondSource(TimeSpan now)
    {
        if (_rotation!.IsTargetHeard)
        {
            Ending = BannedEnding();
        }
        else
        {
            Continue(now, TakeDecided().Count > 0 ? Reason.PacketLoss : null, false);
        }
    }

    private ScanEnding BannedEnding() => UnprovedEnding(Reason.Banned) with { IsUdpAnswered = _controls.HasTargetAnswered(ProbeProtocol.Udp) };
}
