using Microsoft.Extensions.Logging;

namespace PortScanner.Cluster.Tests;

/// <summary>A log that a test reads.</summary>
internal sealed class GatheredLog : ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add($"{eventId.Id} {formatter(state, exception)}");
}
