using System.Collections.Concurrent;
using System.Diagnostics;

namespace PortScanner.Lab.Wire;

/// <summary>Sees what passes on a link, and sends frames of its own because of it, some time later.</summary>
public sealed class Middlebox : IDisposable
{
    private readonly Link _seen;
    private readonly Link _sent;
    private readonly TimeSpan _delay;
    private readonly Func<byte[], IEnumerable<byte[]>> _answer;
    private readonly BlockingCollection<(long SeenAt, byte[] Frame)> _queue = [];
    private readonly Thread _reader;
    private readonly Thread _writer;
    private volatile bool _isStopping;

    /// <summary>Starts at once.</summary>
    /// <param name="seen">Where it looks; disposed with it.</param>
    /// <param name="sent">Where it sends; disposed with it.</param>
    /// <param name="delay">From a frame to what it gives rise to.</param>
    /// <param name="answer">What a frame gives rise to; it may keep the frame.</param>
    public Middlebox(Link seen, Link sent, TimeSpan delay, Func<byte[], IEnumerable<byte[]>> answer)
    {
        _seen = seen;
        _sent = sent;
        _delay = delay;
        _answer = answer;
        _reader = new Thread(Read) { IsBackground = true };
        _writer = new Thread(Write) { IsBackground = true };
        _reader.Start();
        _writer.Start();
    }

    /// <summary>Stops; what is still delayed is lost.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _reader.Join();
        _queue.CompleteAdding();
        while (_queue.TryTake(out _))
        {
        }

        _writer.Join();
        _seen.Dispose();
        _sent.Dispose();
        _queue.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[65536];
        while (!_isStopping)
        {
            var length = _seen.Receive(buffer);
            foreach (var frame in _answer(buffer[..length]))
            {
                _queue.Add((Stopwatch.GetTimestamp(), frame));
            }
        }
    }

    private void Write()
    {
        foreach (var (seenAt, frame) in _queue.GetConsumingEnumerable())
        {
            var rest = _delay - Stopwatch.GetElapsedTime(seenAt);
            if (rest > TimeSpan.Zero)
            {
                Thread.Sleep(rest);
            }

            _sent.Send(frame);
        }
    }
}
