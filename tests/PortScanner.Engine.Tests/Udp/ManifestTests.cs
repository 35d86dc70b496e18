using System.Globalization;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.Probes.Udp;
using PortScanner.Engine.Probes;

namespace PortScanner.Engine.Tests.Udp;

/// <summary>The table in <c>docs/udp-probes.md</c> says what the program does.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Manifest_lists_every_udp_probe_once_in_the_order_of_the_program() =>
        Assert.Equal(UdpProbes.All.Select(probe => probe.Kind.Info().Name), ReadManifest().Select(row => row[0]));

    [Fact]
    public void Manifest_gives_port_family_answering_port_and_length_as_the_program_has_them() => Assert.Equal(
        UdpProbes.All.Select(InWords),
        ReadManifest().Select(row => (Port: row[1], Family: row[2], AnswersFrom: row[5], Length: row[7])));

    [Fact]
    public void Manifest_describes_request_reply_and_source_of_every_probe() =>
        Assert.All(ReadManifest(), row => Assert.DoesNotContain("", row));

    [Fact]
    public void Known_amplifiers_are_those_of_the_program() => Assert.Equal(
        ProbeKinds.All.Where(kind => kind.IsKnownAmplifier).Select(kind => kind.Name),
        ReadTable("## Amplification").Select(row => row[0]));

    [Fact]
    public void Probes_with_room_for_the_URI_are_those_of_the_program() => Assert.Equal(
        UdpProbes.All.Where(probe => probe.RoomForUri is not null).Select(probe => probe.Kind.Info().Name),
        ReadTable("## Who asks").Select(row => row[0]).Where(kind => kind != "echo"));

    /// <summary>Of the probe that was added last; whoever adds another writes the section anew about that one.</summary>
    [Fact]
    public void Guide_to_adding_a_probe_names_every_file_that_knows_the_last_one_added()
    {
        var guide = string.Join('\n', Repository.ReadLines("docs", "udp-probes.md").SkipWhile(line => line != "## Adding a UDP probe").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)));
        var last = UdpProbes.All.Select(probe => probe.Kind).Max().ToString();
        Assert.Contains(last, guide, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            Repository.Sources("src").Concat(Repository.Sources("tests")).Where(Knows).Order(StringComparer.Ordinal),
            InCode(guide).Where(text => text.StartsWith("src/", StringComparison.Ordinal) || text.StartsWith("tests/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        bool Knows(string file) => Repository.ReadLines(file).Any(line => line.Contains(last, StringComparison.OrdinalIgnoreCase));
    }

    // Between a backtick and the next.
    private static IEnumerable<string> InCode(string markdown) => markdown.Split('`').Where((_, index) => index % 2 == 1);

    private static (string Port, string Family, string AnswersFrom, string Length) InWords(IUdpProbe probe)
    {
        var info = probe.Kind.Info();
        return (
            info.Port?.ToString(CultureInfo.InvariantCulture) ?? "any",
            string.Join(", ", Families(info)),
            probe.MayAnswerFromAnotherPort ? "any port" : "same port",
            Sample.Request(probe.Kind).Length.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Families(ProbeKindInfo info)
    {
        if (info.IsFor(AddressFamily.InterNetwork))
        {
            yield return "IPv4";
        }

        if (info.IsFor(AddressFamily.InterNetworkV6))
        {
            yield return "IPv6";
        }
    }

    private static List<string[]> ReadManifest() => ReadTable("# UDP probes");

    private static List<string[]> ReadTable(string heading) => Repository.ReadLines("docs", "udp-probes.md")
        .SkipWhile(line => line != heading)
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .ToList();
}
