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
