using Microsoft.Extensions.Time.Testing;

using PortScanner.Web.Hosting.Logging;

using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PortScanner.Web.Tests.Hosting.Logging;

/// <summary>How much of a message is written, whoever causes it.</summary>
public sealed class LogLimitTests : IDisposable
{
    private const string Connections = "Microsoft.AspNetCore.Server.Kestrel.Connections";
    private const string Own = "PortScanner.Web.Requests";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly Entries _written = new();
    private readonly Logger _log;

    public LogLimitTests()
    {
        var writer = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_written).CreateLogger();
        _log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new LogLimit(writer, _time)).CreateLogger();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Warning_is_written_once_a_minute_and_the_others_are_counted()
    {
        for (var i = 0; i < 11_280; i++)
        {
            Of(Own).Error("A request failed: {Failure}", nameof(NotSupportedException));
        }

        Assert.Equal(["A request failed: NotSupportedException"], _written.Take());
        _time.Advance(Minute);
        Assert.Equal(["11279 more within a minute of: A request failed: {Failure}"], _written.Take());
        Of(Own).Error("A request failed: {Failure}", nameof(NotSupportedException));
        Assert.Equal(["A request failed: NotSupportedException"], _written.Take());
    }

    [Fact]
    public void What_others_fill_in_makes_no_other_words()
    {
        for (var connection = 0; connection < 3; connection++)
        {
            Of(Connections).Warning("Connection {ConnectionId} rejected", connection);
        }

        Of(Connections).Warning("Another message {ConnectionId}", 3);
        Assert.Equal(["Connection {ConnectionId} rejected", "Another message {ConnectionId}"], _written.Take());
    }

    [Fact]
    public void Warning_in_other_words_is_written_up_to_twenty_times_a_minute()
    {
        for (var i = 0; i < 25; i++)
        {
            Of(Own).Warning("The capture lost {Count} packets", i % 23);
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"The capture lost {i} packets"), _written.Take());
        _time.Advance(Minute);
        Assert.Equal(["5 more within a minute of: The capture lost {Count} packets"], _written.Take());
    }

    [Fact]
    public void Scan_is_told_each_time_up_to_sixty_times_a_minute()
    {
        for (var i = 0; i < 70; i++)
        {
            Of(Own).Information("Scan ended: {Outcome}", "cancelled");
        }

        Assert.Equal(60, _written.Take().Count);
        _time.Advance(Minute);
        Assert.Equal(["10 more within a minute of: Scan ended: {Outcome}"], _written.Take());
    }

    [Fact]
    public void Nothing_is_added_where_nothing_was_left_out()
    {
        Of(Own).Error("Once");
        _time.Advance(Minute);
        Assert.Equal(["Once"], _written.Take());
    }

    [Fact]
    public void What_was_left_out_is_told_at_the_end()
    {
        Of(Own).Error("Again");
        Of(Own).Error("Again");
        _log.Dispose();
        Assert.Equal(["Again", "1 more within a minute of: Again"], _written.Take());
    }

    [Fact]
    public void Messages_that_are_made_of_what_a_visitor_sent_are_bounded_too()
    {
        for (var i = 0; i < 5000; i++)
        {
            Of(Own).Write(Entry($"Odd request {i}"));
        }

        Assert.InRange(_written.Take().Count, 500, 520);
        _time.Advance(Minute);
        Assert.Single(_written.Take());
    }

    private ILogger Of(string category) => _log.ForContext(Constants.SourceContextPropertyName, category);

    private static LogEvent Entry(string message) =>
        new(DateTimeOffset.UnixEpoch, LogEventLevel.Error, exception: null, new Serilog.Parsing.MessageTemplateParser().Parse(message), []);

    /// <summary>Gathers what is written, as text.</summary>
    private sealed class Entries : ILogEventSink
    {
        private List<string> _texts = [];

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            new Serilog.Formatting.Display.MessageTemplateTextFormatter("{Message:lj}").Format(logEvent, text);
            _texts.Add(text.ToString());
        }

        public List<string> Take()
        {
            var taken = _texts;
            _texts = [];
            return taken;
        }
    }
}
