namespace PortScanner.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Runs">How often each scan is measured; the median is shown.</param>
/// <param name="MostSeconds">A scan is not measured again once its runs have taken this long.</param>
/// <param name="Slow">Whether scans of all 65,536 ports are measured too.</param>
/// <param name="WithSlowPeers">Whether nmap gets all ports of a silent host, which takes it minutes, in place of 100.</param>
/// <param name="Only">Measure only what has this text in its name; null for everything.</param>
/// <param name="Write">The file whose marked section is replaced; null for none.</param>
internal sealed record BenchmarkOptions(
    int Runs = 3, int MostSeconds = 60, bool Slow = false, bool WithSlowPeers = false, string? Only = null, string? Write = null)
{
    public const string Usage = "usage: dotnet run -c Release --project tests/PortScanner.Benchmarks -- "
        + "[--runs N] [--patience SECONDS] [--slow] [--with-slow-peers] [--only TEXT] [--write docs/benchmarks.md]";

    /// <summary>Reads the arguments; null if they are not understood.</summary>
    public static BenchmarkOptions? TryParse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--slow":
                    options = options with { Slow = true };
                    continue;
                case "--with-slow-peers":
                    options = options with { WithSlowPeers = true };
                    continue;
                case "--runs" when int.TryParse(value, out var runs) && runs > 0:
                    options = options with { Runs = runs };
                    break;
                case "--patience" when int.TryParse(value, out var timeout) && timeout > 0:
                    options = options with { MostSeconds = timeout };
                    break;
                case "--only" when value is not null:
                    options = options with { Only = value };
                    break;
                case "--write" when File.Exists(value):
                    options = options with { Write = value };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }

    /// <summary>Whether something of this name is to be measured.</summary>
    public bool Wants(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);
}
