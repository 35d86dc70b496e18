using PortScanner.Lab.Listeners;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Documentation;

/// <summary>The lab answers all that docs/udp-probes.md lists.</summary>
public sealed class UdpProbesTests
{
    private const string AnyPort = "udp-empty";

    [Fact]
    public void Each_probe_of_a_service_is_answered_by_one_of_the_lab_or_ignored_by_name() =>
        Assert.Equal(Listed().Where(probe => probe != AnyPort).Order(StringComparer.Ordinal), KnownServices.Probes.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Listed() => File.ReadLines(Path.Combine(BuiltProgram.Repository, "docs/udp-probes.md"))
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1]);
}
