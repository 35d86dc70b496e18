using System.Threading.Channels;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Sealing;

namespace PortScanner.Cluster.Links;

/// <summary>What both ends of a link do alike: sealing, the windows, pulses, and the end.</summary>
public abstract class MessageLink : IMessageLink
{
    // A reader that does not read gets no more of those that are not kept.
    private const int MostPassing = 16;
    private const int NoEnd = -1;

    private readonly IBus _bus;
    private readonly string _subject;
    private readonly LinkKeys _keys;
    private readonly TimeProvider _timeProvider;
    private readonly SendWindow _sending;
    private readonly ReceiveWindow _taking;
    private readonly Channel<Arrived> _arrived = Channel.CreateUnbounded<Arrived>(new UnboundedChannelOptions { SingleReader = true });
    private ulong _lastPassing;
    private int _passing;
    private long _sentAt;
    private int _end = NoEnd;

    private protected MessageLink(IBus bus, string subject, LinkId id, LinkKeys keys, TimeProvider timeProvider)
    {
        (_bus, _subject, Id, _keys, _timeProvider) = (bus, subject, id, keys, timeProvider);
        _sending = new SendWindow(timeProvider);
        _taking = new ReceiveWindow(timeProvider);
        _sentAt = timeProvider.GetTimestamp();
    }

    /// <inheritdoc />
    public LinkEnd? End => Volatile.Read(ref _end) is var end and not NoEnd ? (LinkEnd)end : null;

    /// <summary>What the link is called on the bus.</summary>
    public LinkId Id { get; }

    /// <summary>Whether nothing is left to be done for it.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Held by whoever looks at the link or changes it.</summary>
    private protected Lock Gate { get; } = new();

    /// <summary>Whether everything that is kept has arrived.</summary>
    private protected bool HasArrived => _sending.IsEmpty;

    /// <inheritdoc />
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, MessageCare care, CancellationToken cancellationToken)
    {
        if (message.Length > IMessageLink.LongestMessage)
        {
            throw new ArgumentException("The message is too long for a link.", nameof(message));
        }

        if (care == MessageCare.Kept && End is null)
        {
            await _sending.WaitAsync(cancellationToken);
        }

        lock (Gate)
        {
            if (End is { } end)
            {
                throw new LinkEndedException(end);
            }

            Post(LinkMessageKind.Message, message.Span, isKept: care == MessageCare.Kept);
        }
    }

    /// <inheritdoc />
    public ValueTask TellAsync(Func<ReadOnlyMemory<byte>> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        lock (Gate)
        {
            if (End is { } end)
            {
                throw new LinkEndedException(end);
            }

            var tick = TickToTell();
            Post(LinkMessageKind.Message, make().Span, isKept: false, tick);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<LinkMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _arrived.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_arrived.Reader.TryRead(out var arrived))
            {
                MarkRead(arrived.Sequence);
                return arrived.Message;
            }
        }

        MarkRead(null);
        return null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            if (End is null)
            {
                EndHere(EndOfDisposal);
            }
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes a message that came for this link.</summary>
    internal void Receive(EnvelopeHeader header, ReadOnlySpan<byte> message)
    {
        lock (Gate)
        {
            if (IsDone || _keys.Open(message, header) is not { } plain)
            {
                return;
            }

            if (header.Sequence == 0)
            {
                // Sent again by whoever can listen to the bus, or overtaken on the way.
                if (header.Number <= _lastPassing)
                {
                    return;
                }

                _lastPassing = header.Number;
            }

            if (!LinkHead.TryRead(plain, out var head))
            {
                EndHere(LinkEnd.Violated);
                return;
            }

            Hear(head.Tick);
            _sending.Acknowledge(head.Ack);
            if (head.Again != 0)
            {
                foreach (var kept in _sending.Again(head.Again))
                {
                    _bus.Post(_subject, kept, Nobody);
                }
            }

            Take(header, head, plain.AsMemory(LinkHead.Length));
        }
    }

    /// <summary>Looks at the clock.</summary>
    internal void Beat()
    {
        lock (Gate)
        {
            if (!IsDone)
            {
                Watch();
            }
        }
    }

    /// <summary>What it is called if its users let go of it.</summary>
    private protected abstract LinkEnd EndOfDisposal { get; }

    /// <summary>The tick that stands in what is sent now.</summary>
    private protected abstract long TickToTell();

    /// <summary>Takes the tick of a message.</summary>
    private protected abstract void Hear(long tick);

    /// <summary>Looks at the clock; it ends the link where that is due.</summary>
    private protected abstract void Watch();

    /// <summary>What is called where the broker knew of nobody who listens; null if that does not matter.</summary>
    private protected abstract Action? Nobody { get; }

    /// <summary>This side found out that the link is over, or wants it to be: what is left to be said?</summary>
    private protected abstract void SayEnd(LinkEnd end);

    /// <summary>The other side has ended it.</summary>
    private protected abstract void EndedThere();

    /// <summary>A message came on a link that is over.</summary>
    private protected abstract void AnswerLate(LinkMessageKind kind);

    /// <summary>Ends the link from this side.</summary>
    private protected void EndHere(LinkEnd end)
    {
        if (TryEnd(end))
        {
            SayEnd(end);
        }
    }

    /// <summary>Says that this side has ended it.</summary>
    private protected void PostClose(LinkEnd end, bool isKept) => Post(LinkMessageKind.Close, [(byte)end], isKept);

    /// <summary>Says that it is there.</summary>
    private protected void PostPulse() => Post(LinkMessageKind.Pulse, [], isKept: false);

    /// <summary>Says so, if nothing was said for some time.</summary>
    private protected void PostPulseIfQuiet(TimeSpan after)
    {
        if (_timeProvider.GetElapsedTime(_sentAt) >= after)
        {
            PostPulse();
        }
    }

    /// <summary>Forgets what is kept, and lets go whoever waits to send.</summary>
    private protected void Abandon() => _sending.Abandon();

    /// <summary>Forgets the link's keys, and with them all that could still come.</summary>
    private protected void Finish()
    {
        IsDone = true;
        _sending.Abandon();
        _keys.Dispose();
    }

    private bool TryEnd(LinkEnd end)
    {
        if (End is not null)
        {
            return false;
        }

        Volatile.Write(ref _end, (int)end);
        _arrived.Writer.Complete();
        return true;
    }

    private void Take(EnvelopeHeader header, LinkHead head, ReadOnlyMemory<byte> payload)
    {
        if (End is not null)
        {
            AnswerLate(head.Kind);
            return;
        }

        _taking.Expect(Math.Max(head.Highest, header.Sequence));
        if (header.Sequence == 0 || _taking.TryTake(header.Sequence))
        {
            TakeInOrder(header, head, payload);
        }

        if (End is null && _taking.IsAskDue)
        {
            PostPulse();
        }
    }

    private void TakeInOrder(EnvelopeHeader header, LinkHead head, ReadOnlyMemory<byte> payload)
    {
        switch (head.Kind)
        {
            case LinkMessageKind.Message when header.Sequence != 0 || Interlocked.Increment(ref _passing) <= MostPassing:
                _arrived.Writer.TryWrite(new Arrived(header.Sequence, new LinkMessage(payload, head.Tick)));
                break;
            case LinkMessageKind.Message:
                Interlocked.Decrement(ref _passing);
                break;
            case LinkMessageKind.Close:
                // What only the side that finds it out may call it is nothing that the other one can say.
                var end = payload.Length == 1 ? (LinkEnd)payload.Span[0] : LinkEnd.Violated;
                if (end <= LinkEnd.Quota)
                {
                    TryEnd(end);
                    EndedThere();
                }
                else
                {
                    EndHere(LinkEnd.Violated);
                }

                break;
        }
    }

    private void MarkRead(ulong? sequence)
    {
        if (sequence == 0)
        {
            Interlocked.Decrement(ref _passing);
            return;
        }

        lock (Gate)
        {
            _taking.MarkRead(sequence ?? _taking.Taken);
            if (!IsDone && (_taking.IsDue || (sequence is null && _taking.IsUntold)))
            {
                PostPulse();
            }
        }
    }

    private void Post(LinkMessageKind kind, ReadOnlySpan<byte> payload, bool isKept) => Post(kind, payload, isKept, TickToTell());

    private void Post(LinkMessageKind kind, ReadOnlySpan<byte> payload, bool isKept, long tick)
    {
        var sequence = isKept ? _sending.Next() : 0;
        var plain = new byte[LinkHead.Length + payload.Length];

        // One that is kept may be sent again when nothing is missing any more, so only others ask.
        new LinkHead(kind, _taking.Read, tick, _sending.Highest, isKept ? 0 : _taking.AskAgain()).Write(plain);
        payload.CopyTo(plain.AsSpan(LinkHead.Length));
        var message = _keys.Seal(sequence, plain);
        if (isKept)
        {
            _sending.Keep(message);
        }

        _taking.MarkTold();
        _sentAt = _timeProvider.GetTimestamp();
        _bus.Post(_subject, message, Nobody);
    }

    private readonly record struct Arrived(ulong Sequence, LinkMessage Message);
}
