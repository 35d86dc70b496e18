using System.Diagnostics;

namespace PortScanner.Lab.Fixtures;

/// <summary>Waits for what happens on its own.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks until the answer is yes, and fails if that takes too long.</summary>
    /// <param name="condition">The question.</param>
    /// <param name="what">What was waited for, as the rest of a sentence.</param>
    /// <param name="patience">How long that may take; null for what is usual.</param>
    public static async Task Holds(Func<bool> condition, string what, TimeSpan? patience = null)
    {
        var limit = patience ?? Patience;
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < limit, $"It did not happen within {limit.TotalSeconds} s that {what}.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
