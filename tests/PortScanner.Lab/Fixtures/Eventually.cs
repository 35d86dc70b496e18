using System.Diagnostics;

using PortScanner.Lab.Program;

namespace PortScanner.Lab.Fixtures;

/// <summary>Waits for what happens on its own.</summary>
internal static class Eventually
{
    // Long, as those of a start and a stop are: it only ends what hangs, nothing that happens sooner waits for it, and on a busy machine all takes
    // longer. Where the time is what is tested, the test compares it with another run, or with the program's own clock.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Asks until the answer is yes, and fails if that takes too long.</summary>
    /// <param name="condition">The question.</param>
    /// <param name="what">What was waited for, as the rest of a sentence.</param>
    /// <param name="timeout">How long that may take; null where it does not matter.</param>
    public static async Task Holds(Func<bool> condition, string what, TimeSpan? timeout = null)
    {
        var limit = timeout ?? Timeout;
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < limit, $"It did not happen within {limit.TotalSeconds} s that {what}.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks until an answer has the status, and fails with the last one if that takes too long.</summary>
    /// <param name="status">The status of HTTP.</param>
    /// <param name="ask">The question.</param>
    /// <param name="what">What was waited for, as the rest of a sentence.</param>
    /// <param name="timeout">How long that may take; null where it does not matter.</param>
    /// <returns>The answer that has it.</returns>
    public static async Task<HttpAnswer> Answers(int status, Func<HttpAnswer> ask, string what, TimeSpan? timeout = null)
    {
        var limit = timeout ?? Timeout;
        var since = Stopwatch.GetTimestamp();
        HttpAnswer answer;
        while ((answer = ask()).Status != status)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < limit, $"It did not happen within {limit.TotalSeconds} s that {what}. The last answer was {answer.Status}: {answer.Body}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return answer;
    }
}
