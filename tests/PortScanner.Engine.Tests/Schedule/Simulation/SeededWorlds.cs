namespace PortScanner.Engine.Tests.Schedule.Simulation;

/// <summary>The same worlds in each run, made from seeds. They share nothing, so all processors try them at once.</summary>
internal static class SeededWorlds
{
    /// <summary>How many there are.</summary>
    public const int Count = 200;

    /// <summary>Fails with the first world that fails the check.</summary>
    public static void ForAll(Action<int> check)
    {
        var (seed, fault) = Seeds().AsOrdered()
            .Select(seed => (Seed: seed, Fault: Record.Exception(() => check(seed))))
            .FirstOrDefault(world => world.Fault is not null);
        if (fault is not null)
        {
            throw new InvalidOperationException($"The world of seed {seed} is judged wrongly.", fault);
        }
    }

    /// <summary>Runs so many worlds.</summary>
    /// <returns>What came of each, in the order of the seeds.</returns>
    public static T[] Each<T>(int count, Func<int, T> run) => [.. Enumerable.Range(1, count).AsParallel().AsOrdered().Select(run)];

    /// <summary>In how many worlds a port that would answer is called stealth.</summary>
    public static int CountWrong(Func<int, Scenario> scenarioOf) => CountWrong(_ => true, scenarioOf);

    /// <summary>In how many of the worlds that count a port that would answer is called stealth.</summary>
    public static int CountWrong(Func<SimulatedScan, bool> counts, Func<int, Scenario> scenarioOf) => Seeds()
        .Select(seed => SimulatedScan.Run(scenarioOf(seed)))
        .Count(scan => scan.WrongStealth().Any() && counts(scan));

    private static ParallelQuery<int> Seeds() => Enumerable.Range(1, Count).AsParallel();
}
