using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

using Microsoft.Extensions.Logging;

using NATS.Client.Core;

namespace PortScanner.Cluster.Bus;

/// <summary>
/// The bus over NATS, core only.
/// <list type="bullet">
/// <item>Whoever posts never waits: the client's own publishing does while the broker is away, so one pump alone uses it.</item>
/// <item>The pump subscribes too, so that what was subscribed to before a message is, when that message leaves.</item>
/// <item>Each subscription has a task of its own: one that is slow holds up no other.</item>
/// <item>Whether the bus is well is judged by what came back, and never by the broker's word.</item>
/// </list>
/// </summary>
public sealed partial class NatsBus : IBus
{
    private const int Waiting = 8192;

    private static readonly TimeSpan EchoInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EchoIsFresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DropsAreTold = TimeSpan.FromSeconds(10);

    private readonly NatsConnection _connection;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly NobodyCallbacks _nobody;
    private readonly string? _echoSubject;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<Outgoing> _outgoing;
    private readonly Channel<Subscription> _subscribing = Channel.CreateUnbounded<Subscription>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _pumping;
    private long _echoSentAt;
    private long _echoTime = long.MaxValue;
    private long _dropped;
    private long _droppedTold;
    private long _droppedToldAt;
    private long _refused;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The connection ends the subscriptions.")]
    private NatsBus(NatsConnection connection, string node, bool echoes, TimeProvider timeProvider, ILogger logger)
    {
        (_connection, _timeProvider, _logger) = (connection, timeProvider, logger);
        _nobody = new NobodyCallbacks(node);
        _outgoing = Channel.CreateBounded<Outgoing>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            CountDropped);
        Watch();
        _subscribing.Writer.TryWrite(new Subscription(this, _nobody.Subject, null));
        if (echoes)
        {
            _echoSubject = Subjects.Echo(node);
            Subscribe(_echoSubject, (_, echo) => HearEcho(echo.Span));
        }

        _pumping = Task.Run(PumpAsync);
        _timer = timeProvider.CreateTimer(_ => Beat(), state: null, TimeSpan.Zero, EchoInterval);
    }

    /// <inheritdoc />
    /// <remarks>A tester may not listen to itself; it has its leases, and takes the connection's word here.</remarks>
    public bool IsWell => _echoSubject is null
        ? _connection.ConnectionState == NatsConnectionState.Open
        : Volatile.Read(ref _echoSentAt) is not 0 and var sent && _timeProvider.GetElapsedTime(sent) <= EchoIsFresh;

    /// <summary>How long the last echo took; null before the first one, and on a tester.</summary>
    public TimeSpan? EchoTime => Volatile.Read(ref _echoTime) is var ticks and not long.MaxValue ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>How many messages waited for too long to be sent, or came faster than they were taken, and were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How often the broker refused to let this node publish or subscribe.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>What the broker says of itself; null before it was there.</summary>
    public BusServer? Server => _connection.ServerInfo is { } server
        ? new BusServer(server.Version, server.AuthRequired, server.TlsRequired, server.JetStreamAvailable, server.MaxPayload)
        : null;

    /// <summary>Begins to look for the broker, and does not wait for it.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="echoes">Whether this node may listen to itself: a web node.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where it is told what an operator has to know.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The bus owns the connection.")]
    public static NatsBus Start(BusSettings settings, bool echoes, TimeProvider timeProvider, ILogger logger) =>
        new(new NatsConnection(NatsSettings.Of(settings)), settings.Node, echoes, timeProvider, logger);

    /// <inheritdoc />
    public IAsyncDisposable Subscribe(string subject, Action<string, ReadOnlyMemory<byte>> receive)
    {
        var subscription = new Subscription(this, subject, receive);
        _subscribing.Writer.TryWrite(subscription);
        _outgoing.Writer.TryWrite(default);
        return subscription;
    }

    /// <inheritdoc />
    public void Post(string subject, ReadOnlyMemory<byte> message, Action? nobody = null) =>
        _outgoing.Writer.TryWrite(new Outgoing(subject, message, nobody));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();

        // What was said last is still said, if that goes at once.
        _outgoing.Writer.TryComplete();
        await Task.WhenAny(_pumping, Task.Delay(EchoInterval, _timeProvider, CancellationToken.None));
        await _ending.CancelAsync();
        await _connection.DisposeAsync();
        await _pumping;
        _ending.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever subscribed disposes of the subscription.")]
    private async Task PumpAsync()
    {
        try
        {
            await foreach (var outgoing in _outgoing.Reader.ReadAllAsync(_ending.Token))
            {
                while (_subscribing.Reader.TryPeek(out var subscription) && await TryAsync(subscription.OpenAsync))
                {
                    _subscribing.Reader.TryRead(out _);
                }

                if (outgoing.Subject is not null && !await TryAsync(token => PublishAsync(outgoing, token)))
                {
                    Interlocked.Increment(ref _dropped);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The bus is being left.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever happens to one message, the pump goes on: without it this node is mute.")]
    private async Task<bool> TryAsync(Func<CancellationToken, ValueTask> use)
    {
        try
        {
            await use(_ending.Token);
            return true;
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // The client gives up waiting for the broker after some seconds, or says that a message cannot be one.
            if (e is not (NatsException or IOException or ObjectDisposedException or TimeoutException or OperationCanceledException))
            {
                BusLog.Failed(_logger, e.GetType().Name);
            }

            return false;
        }
    }

    private ValueTask PublishAsync(Outgoing outgoing, CancellationToken cancellationToken) => _connection.PublishAsync(
        outgoing.Subject!,
        outgoing.Message,
        replyTo: outgoing.Nobody is { } nobody ? _nobody.Add(nobody) : null,
        serializer: NatsRawSerializer<ReadOnlyMemory<byte>>.Default,
        cancellationToken: cancellationToken);

    private void Beat()
    {
        if (_echoSubject is not null)
        {
            var echo = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(echo, _timeProvider.GetTimestamp());
            Post(_echoSubject, echo);
        }
        else
        {
            // Wakes the pump, which may have something to subscribe to.
            _outgoing.Writer.TryWrite(default);
        }

        if (Dropped is var dropped && dropped > _droppedTold && _timeProvider.GetElapsedTime(_droppedToldAt) >= DropsAreTold)
        {
            BusLog.Dropped(_logger, dropped - _droppedTold);
            (_droppedTold, _droppedToldAt) = (dropped, _timeProvider.GetTimestamp());
        }
    }

    // The broker may repeat or make up echoes: none counts that is older than one before, or from the future.
    private void HearEcho(ReadOnlySpan<byte> echo)
    {
        if (echo.Length == sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(echo) is var sent
            && sent > Volatile.Read(ref _echoSentAt) && _timeProvider.GetElapsedTime(sent) is { Ticks: >= 0 } time)
        {
            Volatile.Write(ref _echoTime, time.Ticks);
            Volatile.Write(ref _echoSentAt, sent);
        }
    }

    private void CountDropped(Outgoing outgoing)
    {
        if (outgoing.Subject is not null)
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private readonly record struct Outgoing(string? Subject, ReadOnlyMemory<byte> Message, Action? Nobody);
}
