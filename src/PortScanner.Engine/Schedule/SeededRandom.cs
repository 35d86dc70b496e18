using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Schedule;

/// <summary>
/// Random numbers that follow from a seed: SipHash of a counter, so that they are the same with any version of .NET, and nobody without the
/// seed can foretell them. Used by one thread; allocates nothing.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="stream">Which of its streams: the numbers of one do not depend on how many of another were drawn.</param>
internal sealed class SeededRandom(long seed, long stream)
{
    private readonly SipHash _words = new((ulong)seed, (ulong)stream);
    private ulong _counter;

    /// <summary>A random number from zero up to, and without, a bound; each is as likely as any other.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    public int Next(int bound)
    {
        // Lemire, "Fast random integer generation in an interval" (2019): the product's upper word is the number. Of its lower words, so many
        // are passed over that an equal share is left for each number.
        var range = (ulong)bound;
        var high = Math.BigMul(_words.Of(_counter++), range, out var low);
        if (low < range)
        {
            var surplus = (0 - range) % range;
            while (low < surplus)
            {
                high = Math.BigMul(_words.Of(_counter++), range, out low);
            }
        }

        return (int)high;
    }
}
