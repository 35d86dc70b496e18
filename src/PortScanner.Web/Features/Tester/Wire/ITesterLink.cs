using System.Text.Json.Serialization.Metadata;

namespace PortScanner.Web.Features.Tester.Wire;

/// <summary>One conversation between front end and tester, seen from either side, whatever carries it. One reads and one writes at a time.</summary>
internal interface ITesterLink : IAsyncDisposable
{
    /// <summary>Sends a message; waits while the other side takes nothing.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    Task SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Tells of the visitor. What is told is looked at when nothing more can come between that would make it seem younger than it is.</summary>
    /// <param name="look">Looks.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The other side is gone.</exception>
    Task TellAsync(Func<PathMessage> look, CancellationToken cancellationToken);

    /// <summary>Waits for a message.</summary>
    /// <param name="type">Its kind.</param>
    /// <param name="longest">The longest to accept, in bytes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null once the other side is gone.</returns>
    /// <exception cref="InvalidDataException">Something else came.</exception>
    Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, int longest, CancellationToken cancellationToken)
        where T : class;
}
