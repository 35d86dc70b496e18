using PortScanner.Core.Probes;
using PortScanner.Core.Results;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Packets;
using PortScanner.Engine.Probes.Tcp;
using PortScanner.Engine.Scans;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;
using PortScanner.Engine.Tests.Scans;
using PortScanner.Engine.Tests.Tables;

using PacingBucket = PortScanner.Engine.Scans.TokenBucket;

namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>
/// Runs the real pass schedule and tables against a simulated host, network and clock. Packets leave one a millisecond, or at the pace that the
/// path sets; what is on its way is in a queue by the time of its arrival.
/// </summary>
internal sealed class SimulatedScan : IPathEvidence
{
    // Forged replies begin to come at one of so many attempts, so that there are new ones in each round.
    private const int LastForgedAttempt = 12;

    private const long UnixTime = 1_700_000_000_000_000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LateDelay = TimeSpan.FromSeconds(6);

    // What Linux lets pass between two answers to a connection that is half open (net.ipv4.tcp_invalid_ratelimit).
    private static readonly TimeSpan HalfOpenPause = TimeSpan.FromMilliseconds(500);

    // RFC 6298 section 2.4 has a second; Linux a fifth of one.
    private static readonly TimeSpan RetransmitAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Endless = TimeSpan.FromHours(3);

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly SimulatedCapture _capture;
    private readonly ProbeTable _probes;
    private readonly AnswerTable _answers;
    private readonly AttemptTable _attempts;
    private readonly ProbeSchedule _schedule;
    private readonly ProbeSources _sources;
    private readonly SecondPort _second;
    private readonly PrefixAnswers _prefixAnswers;
    private readonly LossyPath _path;
    private readonly Bottleneck? _bottleneck;
    private readonly FedConnection? _connection;
    private readonly PathPace? _pace;
    private readonly PacingBucket? _bucket;
    private readonly ILimit? _prefixLimit;
    private readonly ILimit?[] _otherLimits;
    private readonly ILimit? _errorLimit;
    private readonly ILimit? _routerLimit;
    private readonly ILimit? _resetLimit;
    private readonly ILimit? _banBeyond;
    private readonly PriorityQueue<Action, (TimeSpan At, int Number)> _events = new();
    private readonly Dictionary<(int Index, int Place), TimeSpan> _halfOpen = [];
    private int _eventNumber;
    private TimeSpan _heardAt;
    private TimeSpan _feedAt;
    private TimeSpan _fedAt;
    private int _sentWhenFed;
    private int _fedForPackets;
    private TimeSpan? _lastAway;
    private TimeSpan? _lastTesterCut;
    private TimeSpan _bannedUntil;

    private SimulatedScan(Scenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        _capture = new SimulatedCapture(scenario);
        var tcp = scenario.UdpFrom ?? scenario.Ports.Count;
        _probes = Plans.Table([.. scenario.Numbers?.Select(Plans.Syn) ?? Plans.Syns(0, tcp), .. Enumerable.Range(tcp, scenario.Ports.Count - tcp).Select(port => new Probe(ProbeKind.UdpEmpty, (ushort)port))]);
        _answers = new AnswerTable(_probes.Count);
        _attempts = new AttemptTable(_probes.Count);
        DecidedAt = new TimeSpan?[_probes.Count];
        _second = new SecondPort(_attempts, _probes.Count);
        if (scenario.Path is not null)
        {
            _answers.RoundTrips.Seed(scenario.Path.Smoothed, scenario.Path.Variation);
            _answers.TargetRoundTrips.Seed(scenario.Path.Smoothed, scenario.Path.Variation);
        }

        var hasPrefix = scenario.ToPrefix is not null && scenario.OtherAddresses == 0;
        _sources = new ProbeSources(
            new IpAddressBits(3),
            hasPrefix ? SourcePrefix.Read("2001:db8:1::/64", []) : null,
            [.. Enumerable.Range(0, scenario.OtherAddresses).Select(number => new IpAddressBits((UInt128)(100 + number)))]);
        _otherLimits = [.. Enumerable.Range(0, scenario.OtherAddresses).Select(_ => scenario.ErrorLimit?.Invoke(_random))];
        _prefixAnswers = new PrefixAnswers(placeCount: Math.Max(_sources.PlaceCount, 1));
        var rotation = new SourceRotation(_sources, _answers, _prefixAnswers);
        _schedule = new ProbeSchedule(_probes, _answers, _attempts, _capture, scenario.IsIpv6, scenario.Budget, _random.Next, rotation, scenario.HasConnection ? this : null)
        {
            Interval = scenario.Interval,
            Wait = scenario.Wait,
        };
        _path = new LossyPath(scenario, _random);
        _bottleneck = scenario.Bottleneck?.Invoke(_random);
        _connection = scenario.FedEvery is null ? null : new FedConnection(Enumerable.Range(0, 8).Select(_ => Travel(TimeSpan.Zero) + Travel(TimeSpan.Zero)));
        if (scenario.Ceiling is { } ceiling)
        {
            _pace = new PathPace(ceiling);
            _bucket = new PacingBucket(_pace.PacketsPerSecond, ScanSending.BurstSeconds);
        }

        _errorLimit = scenario.ErrorLimit?.Invoke(_random);
        _routerLimit = scenario.RouterLimit?.Invoke(_random);
        _resetLimit = scenario.ResetLimit?.Invoke(_random);
        _banBeyond = scenario.BanBeyond?.Invoke(_random);
        _prefixLimit = scenario.PrefixLimit?.Invoke(_random);
    }

    /// <summary>When the scan ended.</summary>
    public TimeSpan EndedAt { get; private set; }

    /// <summary>When it was settled; null if it never was.</summary>
    public TimeSpan? SettledAt { get; private set; }

    /// <summary>The open ports that were not known to be when it was settled.</summary>
    public IReadOnlyList<int> OpenAfterSettled { get; private set; } = [];

    /// <summary>When each pass began, by its first packet.</summary>
    public List<TimeSpan> PassStarts { get; } = [];

    /// <summary>When each packet left.</summary>
    public List<TimeSpan> SentAt { get; } = [];

    /// <summary>When each port was first answered in a way that counts; null for never.</summary>
    public TimeSpan?[] DecidedAt { get; }

    /// <summary>How long a packet would have waited before the bottleneck, in each millisecond.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>The pace, in each millisecond.</summary>
    public List<double> Paces { get; } = [];

    /// <summary>How many packets crossed the bottleneck, and how many were lost.</summary>
    public (int Crossed, int Lost) AtBottleneck => _bottleneck?.Count ?? default;

    /// <summary>When the last packet left.</summary>
    public TimeSpan LastSentAt => SentAt.Count > 0 ? SentAt[^1] : TimeSpan.Zero;

    /// <summary>How many packets left.</summary>
    public int PacketCount => SentAt.Count;

    /// <summary>Whether a limit on ICMP errors was recognised.</summary>
    public bool IsLimitRecognised => _schedule.IsLimitRecognised;

    /// <summary>Whether the host was seen to answer new connections until the end.</summary>
    public bool IsBanExcluded => _schedule.IsBanExcludedFor(ProbeProtocol.Tcp);

    /// <summary>How many packets left from the source prefix.</summary>
    public int PacketsFromPrefix { get; private set; }

    /// <summary>What is said of each port at the end.</summary>
    public IReadOnlyList<Reason> Reasons { get; private set; } = [];

    public static SimulatedScan Run(Scenario scenario)
    {
        var scan = new SimulatedScan(scenario);
        scan.RunToTheEnd();
        return scan;
    }

    public Remarks RemarksOf(int index) => _answers.RemarksOf(index);

    /// <summary>How many packets left from the second port in passes of the source prefix, where no reply to them counts.</summary>
    public int FromSecondOfPrefix { get; private set; }

    public int AttemptsFromSecond(int index) => _second.PacketsOf(index);

    public int AttemptsOf(int index) => _attempts.AttemptsOf(index);

    /// <summary>The ports that are called stealth and are not.</summary>
    public IEnumerable<int> WrongStealth() =>
        Enumerable.Range(0, Reasons.Count).Where(i => Reasons[i] == Reason.NoReply && _scenario.Ports[i] != Behaviour.Silent);

    /// <inheritdoc />
    public bool HasHeardSince(TimeSpan moment) => _heardAt >= moment;

    /// <inheritdoc />
    public bool WasSuspendedSince(TimeSpan moment) => _lastAway >= moment || _lastTesterCut >= moment;

    /// <inheritdoc />
    public bool IsTesterInDoubtSince(TimeSpan moment) => _lastTesterCut >= moment;

    /// <inheritdoc />
    public bool WasOverrunSince(TimeSpan moment) => _pace?.HasOverrunSince(moment) == true;

    /// <inheritdoc />
    public bool HasToldSince(TimeSpan moment) => _pace?.HasToldSince(moment) != false;

    private void RunToTheEnd()
    {
        var now = TimeSpan.Zero;
        At(KeepAlive, () => AskWhetherItLives(KeepAlive));
        _feedAt = _scenario.FedEvery ?? Endless;
        if (_connection is not null)
        {
            At(LookEvery, () => LookAtConnection(LookEvery));
        }

        while (_schedule.Ending is null)
        {
            Assert.True(now < Endless, "The scan does not end.");
            Deliver(now);
            _lastTesterCut = Scenario.IsWithin(_scenario.TesterCut, now) ? now : _lastTesterCut;
            if (Scenario.IsWithin(_scenario.Away, now))
            {
                _lastAway = now;
            }
            else if (_pace is null)
            {
                if (_schedule.Next(now) is { } next)
                {
                    Send(next, now);
                }
            }
            else
            {
                SendAtPace(now);
            }

            if (SettledAt is null && _schedule.SettledAt is not null)
            {
                SettledAt = now;
                OpenAfterSettled = [.. Enumerable.Range(0, _probes.Count).Where(IsOpenUnseen)];
            }

            Waits.Add(_bottleneck?.WaitAt(now) ?? TimeSpan.Zero);
            now += Step;
        }

        EndedAt = now;
        Reasons = [.. Enumerable.Range(0, _probes.Count).Select(ReasonOf)];
    }

    private bool IsOpenUnseen(int index) =>
        _scenario.Ports[index] is Behaviour.Open or Behaviour.OpenDespiteError && _answers.ReasonOf(index) != Reason.SynAck;

    // Packets of the scan and of the connection that meet in a millisecond arrive in either order.
    private void SendAtPace(TimeSpan now)
    {
        var isFeedFirst = _connection is not null && _random.Next(2) == 0;
        Feed(now, isFeedFirst);
        _bucket!.Refill(now);
        while (_answers.Samples.TryTake(out var roundTrip))
        {
            _pace!.OnAnswer(now, roundTrip);
        }

        _pace!.OnReplies(_answers.Replies, _answers.RepliesAfterRetry);
        var (answered, missed) = _schedule.Controls;
        _pace.OnControls(now, answered, missed, _answers.UndecidedOfPlan);
        _bucket.SetPace(_pace.PacketsPerSecond);
        Paces.Add(_pace.PacketsPerSecond);
        for (; _bucket.MaySend && _schedule.Next(now) is { } next; _bucket.Spend(1))
        {
            Send(next, now);
            _pace.OnSent(now, 1);
        }

        Feed(now, !isFeedFirst);
    }

    // As the page's events do, which are acknowledged one by one.
    private void Feed(TimeSpan now, bool isItsTurn)
    {
        if (!isItsTurn || (now < _feedAt && !IsFedForPackets(now)))
        {
            return;
        }

        _fedForPackets += now < _feedAt ? 1 : 0;
        (_fedAt, _sentWhenFed) = (now, SentAt.Count);
        _feedAt = now + (_scenario.FedEvery ?? Endless);
        if (Crosses(now) is { } crossed)
        {
            var took = crossed + Travel(now) + Travel(now) + _scenario.AcknowledgedAfter;
            At(now + took, () => _connection!.OnAcknowledged(took));
        }
        else
        {
            FeedAgain(now + RetransmitAfter, 2 * RetransmitAfter);
        }
    }

    // As what waits for a report to write is fed.
    private bool IsFedForPackets(TimeSpan now) =>
        _scenario.FedWhileSending is var (pause, most) && _fedForPackets < most && now >= _fedAt + pause && SentAt.Count > _sentWhenFed;

    private void FeedAgain(TimeSpan now, TimeSpan timeout) => At(now, () =>
    {
        _connection!.OnRetransmitted();
        if (Crosses(now) is { } crossed)
        {
            At(now + crossed + Travel(now) + Travel(now), () => _connection.OnAcknowledged(null));
        }
        else
        {
            FeedAgain(now + timeout, 2 * timeout);
        }
    });

    private void LookAtConnection(TimeSpan now)
    {
        _pace?.OnConnection(now, _connection!.Flow);
        At(now + LookEvery, () => LookAtConnection(now + LookEvery));
    }

    // How long a packet takes at the bottleneck; null if it is lost on its way.
    private TimeSpan? Crosses(TimeSpan now) =>
        _path.Loses(now) || Scenario.IsWithin(_scenario.Outage, now) ? null : _bottleneck is null ? TimeSpan.Zero : _bottleneck.Cross(now);

    private Reason ReasonOf(int index) => _answers.ReasonOf(index) is not Reason.NoReply and var reason
        ? reason
        : _schedule.Ending!.ReasonOfSilence(_probes[index].Protocol, _attempts.SendErrorsOf(index), _attempts.IsTooLong(index));

    private void Deliver(TimeSpan now)
    {
        while (_events.TryPeek(out _, out var due) && due.At <= now)
        {
            _capture.Now = due.At;
            _events.Dequeue()();
        }

        _capture.Now = now;
    }

    private void Send(Send send, TimeSpan now)
    {
        var index = send.Probe;
        var pass = _schedule.Pass;
        if (PassStarts.Count == pass)
        {
            PassStarts.Add(now);
        }

        var connection = (index, (pass + _attempts.AttemptsOf(index)) % SourcePorts.BlockSize);
        SentAt.Add(now);
        PacketsFromPrefix += _sources.IsRotating(pass) ? 1 : 0;
        var isSecond = _answers.AwaitsSecond(index) && !send.IsControl;
        if (isSecond)
        {
            FromSecondOfPrefix += _sources.IsRotating(pass) ? 1 : 0;
            _second.OnLeaving(send, Microseconds(now));
        }
        else
        {
            _attempts.Send(send, pass % TcpSequence.PassCount, Microseconds(now));
        }

        if (_scenario.Ports[index] == Behaviour.NotSendable || Scenario.IsWithin(_scenario.SendGap, now))
        {
            ISendReport report = isSecond ? _second : _attempts;
            report.OnRefused(send, SendError.NotSent);
        }
        else if (Crosses(now) is { } crossed)
        {
            var arrival = now + crossed + Travel(now);
            At(arrival, () => OnArrival(index, pass, connection, isSecond, arrival));
        }
    }

    private void AskWhetherItLives(TimeSpan now)
    {
        if (!_path.Loses(now) && !Scenario.IsWithin(_scenario.Outage, now))
        {
            var arrival = now + Travel(now) + Travel(now);
            At(arrival, () => _heardAt = _scenario.HeardNever || _path.Loses(arrival) ? _heardAt : arrival);
        }

        At(now + KeepAlive, () => AskWhetherItLives(now + KeepAlive));
    }

    private void OnArrival(int index, int pass, (int, int) connection, bool isSecond, TimeSpan now)
    {
        if (_sources.IsRotating(pass))
        {
            OnArrivalFromPrefix(index, pass, now);
            return;
        }

        switch (_scenario.Ports[index])
        {
            case not Behaviour.RejectedByRouter when now >= _scenario.BannedFrom || IsBanned(index, now):
                break;
            case Behaviour.Open when _halfOpen.TryGetValue(connection, out var since) && now < since + HalfOpenPause:
                break;
            case Behaviour.Open:
                _halfOpen[connection] = now;
                Answer(index, pass, Reason.SynAck, now, () => _halfOpen.Remove(connection));
                break;
            case Behaviour.Closed when _resetLimit?.TryTake(now) != false:
                Answer(index, pass, Reason.Reset, now);
                break;
            case Behaviour.Rejected when _errorLimit?.TryTake(now) != false:
                Answer(index, pass, Reason.AdminProhibited, now);
                break;
            case Behaviour.RejectedByRouter when _routerLimit?.TryTake(now) != false:
                Answer(index, pass, Reason.NoRoute, now);
                break;
            case Behaviour.OpenDespiteError:
                Record(index, pass, Reason.NoRoute, Microseconds(now));
                Answer(index, pass, Reason.SynAck, now);
                break;
            case Behaviour.ForgedReset:
                Answer(index, pass, Reason.ResetUnproved, now);
                break;
            case Behaviour.ForgedReply when !isSecond && _attempts.AttemptsOf(index) > index % LastForgedAttempt:
            case Behaviour.AnswersOnce when !isSecond:
            case Behaviour.Talkative:
                Answer(index, pass, Reason.UdpUnverified, now, isSecond: isSecond);
                break;
            case Behaviour.RejectedLate:
                At(now + LateDelay, () => Answer(index, pass, Reason.AdminProhibited, now + LateDelay));
                break;
        }
    }

    private bool IsBanned(int index, TimeSpan now)
    {
        if (now >= _bannedUntil && (index == _scenario.Trap || _banBeyond?.TryTake(now) == false))
        {
            _bannedUntil = now + _scenario.BanLasts;
        }

        return now < _bannedUntil;
    }

    private void OnArrivalFromPrefix(int index, int pass, TimeSpan now)
    {
        var place = _sources.PlaceOf(index, pass);
        var limit = _otherLimits.Length > 0 ? _otherLimits[place] : _prefixLimit;
        switch (_scenario.ToAddress(place) ?? _scenario.ToPrefix!(index))
        {
            case Behaviour.Open:
                Answer(index, pass, Reason.SynAck, now);
                break;
            case Behaviour.Closed:
                Answer(index, pass, Reason.Reset, now);
                break;
            case Behaviour.Rejected when limit?.TryTake(now) != false:
                Answer(index, pass, Reason.AdminProhibited, now);
                break;
            case Behaviour.RejectedByRouter when limit?.TryTake(now) != false:
                Answer(index, pass, Reason.NoRoute, now);
                break;
        }
    }

    private void Answer(int index, int pass, Reason reason, TimeSpan now, Action? onArrival = null, bool isSecond = false)
    {
        var arrival = now + Travel(now);
        At(arrival, () =>
        {
            if (!_path.Loses(arrival) && _capture.TryCapture())
            {
                Record(index, pass, reason, Microseconds(arrival), isSecond);
                onArrival?.Invoke();
            }
        });
    }

    private void Record(int index, int pass, Reason reason, long capturedAt, bool isSecond = false)
    {
        var (roundTrip, isRetry) = _attempts.Answered(index, pass % TcpSequence.PassCount, capturedAt);
        IpAddressBits? responder = reason switch
        {
            Reason.AdminProhibited => new IpAddressBits(1),
            Reason.NoRoute => new IpAddressBits(2),
            _ => null,
        };
        var isProved = reason != Reason.UdpUnverified;
        var answer = new Answer(
            reason, responder, 64, roundTrip, capturedAt, _sources.IsRotating(pass), IsProved: isProved, AwaitsSecond: !isProved && !isSecond);
        if (_prefixAnswers.Takes(answer, _answers.ReasonOf(index), isControl: false, _answers.IsProved(index), _sources.IsRotating(pass) ? _sources.PlaceOf(index, pass) : 0))
        {
            _answers.Record(index, answer, isRetry);
            DecidedAt[index] ??= TimeSpan.FromMicroseconds(capturedAt - UnixTime);
        }
    }

    private void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _eventNumber++));

    private TimeSpan Travel(TimeSpan now)
    {
        var roundTrip = _scenario.Longer is var (from, longer) && now >= from ? longer : _scenario.RoundTrip;
        return (roundTrip / 2) + (_scenario.Jitter * _random.NextDouble() / 2);
    }

    private static long Microseconds(TimeSpan now) => UnixTime + (now.Ticks / TimeSpan.TicksPerMicrosecond);
}
