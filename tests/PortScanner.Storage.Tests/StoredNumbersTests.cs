namespace PortScanner.Storage.Tests;

/// <summary>As nodes store them; none is changed.</summary>
public sealed class StoredNumbersTests
{
    private static readonly (string Name, int Number)[] Outcomes = [("Running", 0), ("Completed", 1), ("Failed", 2)];

    [Fact]
    public void Each_outcome_has_the_number_that_it_always_had() =>
        Assert.Equal(Outcomes, Enum.GetValues<ScanOutcome>().Select(outcome => (outcome.ToString(), (int)outcome)));
}
