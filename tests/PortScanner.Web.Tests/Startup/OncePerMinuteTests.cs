using PortScanner.Web.Features.Startup;
using PortScanner.Web.Tests.Scans;

using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace PortScanner.Web.Tests.Startup;

public sealed class OncePerMinuteTests
{
    private const string Connections = "Microsoft.AspNetCore.Server.Kestrel.Connections";
    private const string Rejected = "Connection {ConnectionId} rejected";

    private readonly SetTime _time = new();
    private readonly OncePerMinute _once;

    public OncePerMinuteTests() => _once = new OncePerMinute(_time);

    [Fact]
    public void Message_of_the_web_server_is_told_once_a_minute_whatever_is_filled_in()
    {
        Assert.Equal([false, true, true], Enumerable.Range(1, 3).Select(number => _once.IsTold(Entry(Connections, Rejected, number))));
        Assert.False(_once.IsTold(Entry(Connections, "Another message", 4)));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.True(_once.IsTold(Entry(Connections, Rejected, 5)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([false, true], Enumerable.Range(6, 2).Select(number => _once.IsTold(Entry(Connections, Rejected, number))));
    }

    [Fact]
    public void Message_of_the_program_itself_is_told_each_time() =>
        Assert.All(Enumerable.Range(1, 3), number => Assert.False(_once.IsTold(Entry("PortScanner.Web.Features.Scans.ScanRunner", "Scan started", number))));

    private static LogEvent Entry(string source, string message, int number) => new(
        DateTimeOffset.UnixEpoch,
        LogEventLevel.Warning,
        exception: null,
        new MessageTemplateParser().Parse(message),
        [new LogEventProperty(Constants.SourceContextPropertyName, new ScalarValue(source)), new LogEventProperty("ConnectionId", new ScalarValue(number))]);
}
