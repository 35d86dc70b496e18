using PortScanner.Core.Localization;
using PortScanner.Core.Probes;

namespace PortScanner.Core.Tests.Probes;

public sealed class ServiceCatalogueTests
{
    private const string Header = "protocol\tport\tservice\tquick\tcareful\texposure\trisk\n";

    private static readonly ushort[] IPscanTcp =
    [
        7, 20, 21, 22, 23, 24, 25, 37, 43, 53, 79, 80, 110, 111, 113, 119, 135, 137, 138, 139, 143, 179, 194, 311, 389, 427, 443, 445,
        465, 515, 543, 544, 548, 563, 587, 631, 749, 853, 873, 993, 995, 989, 990, 1025, 1026, 1029, 1030, 1080, 1433, 1720, 1723, 1801,
        2103, 2105, 2107, 2869, 3128, 3306, 3389, 3689, 5000, 5432, 5060, 5100, 5357, 5900, 6379, 6697, 8080, 9090, 10243, 11211, 16992,
        16993, 16994, 16995, 20005, 27017, 27018, 27019, 27020, 32764,
    ];

    // docs/decisions/0002-quick-ports.md
    private static readonly ushort[] Added =
        [81, 554, 1883, 2049, 2375, 5001, 5555, 5985, 7547, 8000, 8081, 8123, 8291, 8443, 9100, 10000, 11434, 32400, 34567, 37777];

    private static readonly ServiceCatalogue Default = ServiceCatalogue.Default;

    public static TheoryData<string> Codes => [.. Languages.All.Select(messages => messages.Language.Code)];

    [Fact]
    public void Quick_TCP_ports_are_the_82_of_IPscan_and_20_more()
    {
        Assert.Equal(82, IPscanTcp.Distinct().Count());
        Assert.Equal(20, Added.Distinct().Count());
        Assert.Equal(IPscanTcp.Concat(Added).Order(), Default.QuickTcpPorts.Order());
    }

    [Fact]
    public void Decision_record_lists_the_added_ports()
    {
        var listed = File.ReadLines(Path.Combine(WorkingTree.Folder, "docs", "decisions", "0002-quick-ports.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .SelectMany(line => line.Split('|')[1].Split(','))
            .Select(port => ushort.Parse(port));
        Assert.Equal(Added, listed.Order());
    }

    [Fact]
    public void Quick_TCP_ports_begin_with_what_is_most_asked_after_and_then_ascend()
    {
        var order = Default.QuickTcpPorts;
        Assert.True(order.Take(25).ToHashSet().IsSupersetOf([(ushort)22, (ushort)23, (ushort)80, (ushort)443, (ushort)445, (ushort)3389]));
        Assert.Equal(1, order.Zip(order.Skip(1)).Count(pair => pair.First > pair.Second));
    }

    [Fact]
    public void Careful_ports_begin_with_what_is_found_open_most_often_and_hold_all_that_is_asked_after()
    {
        Assert.Equal([443, 80, 22, 3389, 8443, 8080], Default.CarefulTcpPorts.Take(6).Select(port => (int)port));
        var first = Default.QuickTcpPorts.Zip(Default.QuickTcpPorts.Skip(1)).TakeWhile(pair => pair.First < pair.Second).Select(pair => pair.First);
        Assert.Empty(first.Except(Default.CarefulTcpPorts));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1", "3")]
    public void Load_of_places_that_do_not_follow_each_other_is_refused(string one, string other) =>
        Assert.Contains(
            "column careful",
            Assert.Throws<InvalidDataException>(
                () => ServiceCatalogueLoader.Load(new StringReader($"{Header}tcp\t22\tssh\tyes\t{one}\t-\tA risk.\ntcp\t23\ttelnet\tyes\t{other}\t-\tA risk.\n"), [])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Quick_UDP_ports_are_those_of_the_UDP_probes()
    {
        var probed = ProbeKinds.All.Where(kind => kind.Protocol == ProbeProtocol.Udp && kind.Port is not null).Select(kind => kind.Port!.Value);
        var quick = Default.Entries.Where(entry => entry is { Protocol: ProbeProtocol.Udp, IsQuick: true }).Select(entry => entry.Port);
        Assert.Equal(probed.Distinct().Order(), quick);
    }

    [Fact]
    public void Port_of_a_probe_that_has_a_line_too_is_refused() => Assert.Contains(
        "port 53 has an entry at its probe",
        Assert.Throws<InvalidDataException>(() => ServiceCatalogueLoader.Load(
            new StringReader($"{Header}udp\t53\tdomain\tno\t-\t-\tA risk.\n"), [ProbeKind.Dns.Info().CatalogueEntry!])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Entries_are_unique_sorted_and_found()
    {
        Assert.Equal(Default.Entries.OrderBy(entry => entry.Protocol).ThenBy(entry => entry.Port), Default.Entries);
        Assert.Equal(Default.Entries.Count, Default.Entries.Select(entry => (entry.Protocol, entry.Port)).Distinct().Count());
        Assert.All(Default.Entries, entry => Assert.Same(entry, Default.Find(entry.Protocol, entry.Port)));
    }

    [Fact]
    public void Entries_have_a_service_name_and_a_risk_that_some_sentence_tells()
    {
        Assert.All(Default.Entries, entry => Assert.Matches("^[a-z0-9][a-z0-9-]*$", entry.Service));
        Assert.Equal(
            Default.Entries.Select(entry => $"risk.{entry.Risk}").Append("risk.unknown-service").Distinct().Order(StringComparer.Ordinal),
            Languages.English.Keys.Where(key => key.StartsWith("risk.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Risk_is_one_short_sentence(string code)
    {
        var messages = Languages.Find(code)!;
        Assert.All(Default.Entries, entry =>
        {
            var risk = messages[$"risk.{entry.Risk}"];
            Assert.EndsWith(".", risk, StringComparison.Ordinal);
            Assert.InRange(risk.Length, 20, 160);
            Assert.DoesNotContain(". ", risk, StringComparison.Ordinal);
            Assert.True(char.IsUpper(risk[0]));
        });
    }

    [Theory]
    [InlineData(ProbeProtocol.Tcp, 22, "ssh")]
    [InlineData(ProbeProtocol.Tcp, 445, "microsoft-ds")]
    [InlineData(ProbeProtocol.Udp, 53, "domain")]
    [InlineData(ProbeProtocol.Tcp, 8006, "proxmox")]
    public void Find_of_a_known_port_names_its_service(ProbeProtocol protocol, ushort port, string service) =>
        Assert.Equal(service, Default.Find(protocol, port)?.Service);

    [Theory]
    [InlineData(ProbeKind.Syn, 445, ExposureClass.Severe)]
    [InlineData(ProbeKind.Syn, 7547, ExposureClass.Severe)]
    [InlineData(ProbeKind.Syn, 443, ExposureClass.High)]
    [InlineData(ProbeKind.Syn, 7, ExposureClass.Named)]
    [InlineData(ProbeKind.Syn, 3, ExposureClass.Other)]
    [InlineData(ProbeKind.Dns, 53, ExposureClass.Severe)]
    [InlineData(ProbeKind.SnmpV3, 161, ExposureClass.Severe)]
    [InlineData(ProbeKind.Ssdp, 1900, ExposureClass.High)]
    [InlineData(ProbeKind.Stun, 3478, ExposureClass.Named)]
    [InlineData(ProbeKind.UdpEmpty, 514, ExposureClass.Named)]
    [InlineData(ProbeKind.UdpEmpty, 4711, ExposureClass.Other)]
    [InlineData(ProbeKind.UdpPayload2, 514, ExposureClass.Other)]
    [InlineData(ProbeKind.Fin, 445, ExposureClass.Other)]
    public void Exposure_follows_from_the_port_unless_the_probe_is_no_question_of_its_service(ProbeKind kind, ushort port, ExposureClass exposure) =>
        Assert.Equal(exposure, Default.ExposureOf(new Probe(kind, port)));

    [Fact]
    public void Ports_of_which_most_is_at_stake_are_few_enough_to_be_asked_several_times_for_each_answer_of_a_limit() =>
        Assert.InRange(Default.Entries.Count(entry => entry.Exposure == ExposureClass.Severe), 40, 70);

    [Fact]
    public void Find_of_an_unknown_port_is_null() => Assert.Null(Default.Find(ProbeProtocol.Udp, 22));

    [Theory]
    [InlineData("port\tprotocol\n", 1, "columns")]
    [InlineData(Header + "tcp\t22\tssh\tyes\t-\t-\n", 2, "7 cells")]
    [InlineData(Header + "tcp\t22\t\tyes\t-\t-\tA risk.\n", 2, "empty")]
    [InlineData(Header + "tcp\t22\t ssh\tyes\t-\t-\tA risk.\n", 2, "white space")]
    [InlineData(Header + "# a comment\nsctp\t22\tssh\tyes\t-\t-\tA risk.\n", 3, "tcp or udp")]
    [InlineData(Header + "tcp\t65536\tssh\tyes\t-\t-\tA risk.\n", 2, "65535")]
    [InlineData(Header + "tcp\t+22\tssh\tyes\t-\t-\tA risk.\n", 2, "65535")]
    [InlineData(Header + "tcp\t22\tSSH\tyes\t-\t-\tA risk.\n", 2, "lower-case")]
    [InlineData(Header + "tcp\t22\tssh\tmaybe\t-\t-\tA risk.\n", 2, "first, yes or no")]
    [InlineData(Header + "tcp\t22\tssh\tyes\t-\t-\tA risk.\ntcp\t22\tssh\tyes\t-\t-\tA risk.\n", 3, "ascend")]
    [InlineData(Header + "udp\t22\tssh\tno\t-\t-\tA risk.\ntcp\t23\ttelnet\tyes\t-\t-\tA risk.\n", 3, "ascend")]
    [InlineData(Header + "tcp\t22\tssh\tyes\t0\t-\tA risk.\n", 2, "place from 1 on")]
    [InlineData(Header + "udp\t53\tdomain\tno\t1\t-\tA risk.\n", 2, "of a TCP port")]
    [InlineData(Header + "tcp\t22\tssh\tyes\t-\tbad\tA risk.\n", 2, "severe, high or -")]
    [InlineData(Header + "udp\t53\tdomain\tyes\t-\t-\tA risk.\n", 2, "stands at its probe")]
    public void Load_of_a_wrong_line_names_the_line_and_the_fault(string text, int line, string words)
    {
        var error = Assert.Throws<InvalidDataException>(() => ServiceCatalogueLoader.Load(new StringReader(text), []));
        Assert.Contains($"services.tsv, line {line}:", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
