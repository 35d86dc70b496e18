using System.Globalization;
using System.Net.Sockets;
using System.Reflection;

using PortScanner.Core.Probes;
using PortScanner.Engine.Probes;
using PortScanner.Engine.Probes.Udp;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>
/// The tables in <c>docs/udp-probes.md</c> and the number of services in <c>README.md</c> are those of the program. Run once with UPDATE_DOCS=1 in
/// the environment, these tests write them anew.
/// </summary>
public sealed class ManifestTests
{
    private const string Document = "docs/udp-probes.md";

    [Fact]
    public void Table_of_probes_is_that_of_the_program() => AssertHolds(Document, Table("# UDP probes", UdpProbes.All.Select(Row)));

    [Fact]
    public void Table_of_known_amplifiers_is_that_of_the_program() => AssertHolds(
        Document,
        Table("## Amplification", ProbeKinds.All.Where(info => info.IsKnownAmplifier).Select(info => $"| {info.Name} | {info.PublishedFactor} |")));

    /// <summary>The ping stands first; it is no UDP probe.</summary>
    [Fact]
    public void Table_of_probes_that_say_who_asks_is_that_of_the_program() => AssertHolds(
        Document,
        Table("## Who asks", UdpProbes.All.Where(probe => probe.RoomForUri is not null).Select(probe => $"| {Name(probe)} | {Words(probe).WhoAsks} |"), keptRows: 1));

    [Fact]
    public void Number_of_services_is_that_of_the_program() => AssertHolds("README.md", text =>
    {
        const string before = "the smallest genuine requests of ";
        const string behind = " UDP services";
        var parts = text.Split(before);
        Assert.Equal(2, parts.Length);
        var number = ProbeKinds.All.Count(info => info.Port is not null).ToString(CultureInfo.InvariantCulture);
        return $"{parts[0]}{before}{number}{parts[1][parts[1].IndexOf(behind, StringComparison.Ordinal)..]}";
    });

    [Fact]
    public void Probe_tells_where_the_URI_stands_if_it_has_room_for_it() =>
        Assert.All(UdpProbes.All, probe => Assert.Equal(probe.RoomForUri is null, Words(probe).WhoAsks is null));

    /// <summary>Which are four: the row, the class, what is known beside the code, and the server of the laboratory.</summary>
    [Fact]
    public void Guide_to_adding_a_probe_names_every_file_that_knows_the_last_one_added()
    {
        const string heading = "## Adding a UDP probe\n";
        var last = UdpProbes.All.Select(probe => probe.Kind).Max();
        string[] files = [.. Repository.Sources("src").Concat(Repository.Sources("tests")).Where(Knows).Order(StringComparer.Ordinal)];
        Assert.Collection(files, _ => { }, _ => { }, _ => { }, _ => { });
        AssertHolds(Document, text =>
        {
            var begin = text.IndexOf(heading, StringComparison.Ordinal) + heading.Length;
            var end = text.IndexOf("\n## ", begin, StringComparison.Ordinal);
            return text[..begin] + WithSpans(text[begin..end], [last.Info().Name, .. files]) + text[end..];
        });

        bool Knows(string file) => Repository.Read(file).Contains(last.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    // The text with other words between backticks: in the first place, and wherever the path of a source stands.
    private static string WithSpans(string markdown, IReadOnlyList<string> words)
    {
        var parts = markdown.Split('`');
        int[] places = [.. Enumerable.Range(0, parts.Length).Where(index => index == 1 || (index % 2 == 1 && parts[index].EndsWith(".cs", StringComparison.Ordinal)))];
        Assert.Equal(words.Count, places.Length);
        foreach (var (place, word) in places.Zip(words))
        {
            parts[place] = word;
        }

        return string.Join('`', parts);
    }

    private static void AssertHolds(string file, Func<string, string> rewrite)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Repository.Write(file, rewrite(Repository.Read(file)));
        }

        Assert.Equal(rewrite(Repository.Read(file)), Repository.Read(file));
    }

    // The text with other rows in the first table below a heading.
    private static Func<string, string> Table(string heading, IEnumerable<string> rows, int keptRows = 0) => text =>
    {
        const int headRows = 2;
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, Array.IndexOf(lines, heading), line => line.StartsWith('|')) + headRows + keptRows;
        return string.Join('\n', [.. lines[..first], .. rows, .. lines[first..].SkipWhile(line => line.StartsWith('|'))]);
    };

    private static string Row(IUdpProbe probe)
    {
        var (info, words) = (probe.Kind.Info(), Words(probe));
        string[] cells =
        [
            info.Name,
            info.Port?.ToString(CultureInfo.InvariantCulture) ?? "any",
            string.Join(", ", Families(info)),
            words.Request,
            words.Reply,
            Repeated(probe),
            probe.MayAnswerFromAnotherPort ? "any port" : "same port",
            words.Source,
            Sample.Request(probe.Kind).Length.ToString(CultureInfo.InvariantCulture),
        ];
        Assert.DoesNotContain("", cells);
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Repeated(IUdpProbe probe) =>
        probe.RepeatsNonce ? "yes"
        : UdpServiceTests.Of(probe.Kind).Replies.Any(reply => reply.Echoes.Count > 0) ? "one octet"
        : "no";

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

    private static string Name(IUdpProbe probe) => probe.Kind.Info().Name;

    private static UdpProbeAttribute Words(IUdpProbe probe) => probe.GetType().GetCustomAttribute<UdpProbeAttribute>()!;
}
