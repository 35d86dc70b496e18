using PortScanner.Web.Hosting.Logging;

using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PortScanner.Web.Tests.Hosting.Logging;

public sealed class CleanEntryTests
{
    [Fact]
    public void Own_message_keeps_what_it_names_and_nothing_else()
    {
        var entry = Clean("PortScanner.Web", log => log.Information("Scan started: {Probes} probes", 4));

        Assert.Equal(["Probes", "SourceContext"], entry.Properties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Scan started: 4 probes", entry.RenderMessage());
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel")]
    [InlineData("System.Net.Http")]
    [InlineData("PortScannerX")]
    public void Message_of_others_keeps_its_bare_words(string category)
    {
        var entry = Clean(category, log => log.Warning("Connection {ConnectionId}, {Path}", "canary", "/canary"));

        Assert.Equal(["SourceContext"], entry.Properties.Keys);
        Assert.Equal("Connection {ConnectionId}, {Path}", entry.RenderMessage());
    }

    [Fact]
    public void Exception_keeps_its_types_and_where_it_was_thrown_and_loses_its_words()
    {
        var entry = Clean("Microsoft.Hosting", log => log.Error(Thrown(), "It failed"));

        var text = entry.Exception!.ToString();
        Assert.Contains("System.InvalidOperationException\n   at ", text, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), text, StringComparison.Ordinal);
        Assert.Contains(" because of System.FormatException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text + entry.Exception.Message + entry.Exception.Data.Count, StringComparison.Ordinal);
        Assert.Null(entry.Exception.InnerException);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            try
            {
                throw new FormatException("canary of 192.0.2.77");
            }
            catch (FormatException e)
            {
                throw new InvalidOperationException("canary", e);
            }
        }
        catch (InvalidOperationException e)
        {
            e.Data["canary"] = 1;
            return e;
        }
    }

    private static LogEvent Clean(string category, Action<ILogger> write)
    {
        var sink = new Last();
        using var log = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger();
        write(log.ForContext(Constants.SourceContextPropertyName, category).ForContext("RequestPath", "/api/scans/canary").ForContext("RequestId", "canary"));
        return CleanEntry.Of(sink.Entry!);
    }

    private sealed class Last : ILogEventSink
    {
        public LogEvent? Entry { get; private set; }

        public void Emit(LogEvent logEvent) => Entry = logEvent;
    }
}
