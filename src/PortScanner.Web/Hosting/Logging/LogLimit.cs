using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace PortScanner.Web.Hosting.Logging;

/// <summary>
/// Keeps the log short, whoever causes what: of each message a few entries a minute are written, and the others counted. A warning or an error
/// is written once a minute in the same words.
/// </summary>
/// <remarks>What a message is, is told by its words before anything is filled in: of those there are only so many.</remarks>
internal sealed class LogLimit : ILogEventSink, IDisposable
{
    // One a second, as a scan's beginning and end.
    private const int MostEntries = 60;

    // Of a warning in other words each time. The capture tells what it lost each five seconds.
    private const int MostWarnings = 20;

    // Far more than there are; if somebody made his message of what a visitor sent, the rest would count as one.
    private const int MostMessages = 500;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);
    private static readonly MessageTemplate LeftOutMessage = new MessageTemplateParser().Parse("{Count} more within a minute of: {Message}");

    private readonly Logger _writer;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Category, string Message), Tally> _tallies = [];

    /// <summary>Begins to count.</summary>
    /// <param name="writer">Writes what is let through; disposed of with this.</param>
    /// <param name="timeProvider">The clock.</param>
    public LogLimit(Logger writer, TimeProvider timeProvider)
    {
        _writer = writer;
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(_ => Look(), null, LookInterval, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc />
    public void Emit(LogEvent logEvent)
    {
        var entry = CleanEntry.Of(logEvent);
        if (Admits(entry))
        {
            _writer.Write(entry);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        Tell(_ => true);
        _writer.Dispose();
    }

    private bool Admits(LogEvent entry)
    {
        var message = (CleanEntry.CategoryOf(entry), entry.MessageTemplate.Text);
        lock (_lock)
        {
            if (_tallies.Count >= MostMessages && !_tallies.ContainsKey(message))
            {
                message = default;
            }

            if (!_tallies.TryGetValue(message, out var tally))
            {
                _tallies.Add(message, tally = new Tally(entry, _timeProvider.GetTimestamp()));
            }

            return tally.Admits(entry);
        }
    }

    private void Look()
    {
        Tell(tally => _timeProvider.GetElapsedTime(tally.Begun) >= Window);
        _timer.Change(LookInterval, Timeout.InfiniteTimeSpan);
    }

    // Ends the minutes of messages, and tells what was left out of them.
    private void Tell(Predicate<Tally> isOver)
    {
        KeyValuePair<(string Category, string Message), Tally>[] over;
        lock (_lock)
        {
            over = [.. _tallies.Where(message => isOver(message.Value))];
            Array.ForEach(over, message => _tallies.Remove(message.Key));
        }

        foreach (var (_, tally) in over.Where(message => message.Value.LeftOut > 0))
        {
            _writer.Write(tally.Sum(_timeProvider.GetLocalNow()));
        }
    }

    /// <summary>What was written and left out of one message since its minute began.</summary>
    private sealed class Tally(LogEvent first, long begun)
    {
        private readonly HashSet<string> _words = new(StringComparer.Ordinal);
        private int _entries;

        public long Begun => begun;

        public long LeftOut { get; private set; }

        public bool Admits(LogEvent entry)
        {
            var isAdmitted = entry.Level < LogEventLevel.Warning
                ? _entries < MostEntries
                : _words.Count < MostWarnings && _words.Add(entry.RenderMessage());
            _entries += isAdmitted ? 1 : 0;
            LeftOut += isAdmitted ? 0 : 1;
            return isAdmitted;
        }

        public LogEvent Sum(DateTimeOffset now) => new(
            now,
            first.Level,
            exception: null,
            LeftOutMessage,
            [
                new LogEventProperty(Constants.SourceContextPropertyName, new ScalarValue(CleanEntry.CategoryOf(first))),
                new LogEventProperty("Count", new ScalarValue(LeftOut)),
                new LogEventProperty("Message", new ScalarValue(first.MessageTemplate.Text)),
            ]);
    }
}
