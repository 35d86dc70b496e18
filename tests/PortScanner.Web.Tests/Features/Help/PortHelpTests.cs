using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Help;

namespace PortScanner.Web.Tests.Features.Help;

public sealed class PortHelpTests
{
    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    public static TheoryData<string> Codes => HelpPages.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_of_each_port_in_the_catalogue_names_its_service_and_why_it_matters(string code)
    {
        var messages = Languages.Find(code)!;
        foreach (var entry in ServiceCatalogue.Default.Entries)
        {
            var page = HelpPages.OfPort(entry.Port, code);
            var (html, text) = (HelpPages.Html(page, code), HelpPages.Text(page, code));
            Assert.Contains(entry.Service, Assert.Single(html.Descendants("h1")).Value, StringComparison.Ordinal);
            Assert.Contains(html.Descendants("dd"), said => said.Value == messages[$"risk.{entry.Risk}"]);
            Assert.Contains(HelpPages.Flat(messages[$"risk.{entry.Risk}"]), text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4711)]
    [InlineData(49160)]
    [InlineData(65535)]
    public void Page_of_a_port_that_the_catalogue_does_not_know_says_so_and_how_to_test_it(ushort port)
    {
        var page = HelpPages.OfPort(port);
        Assert.Equal($"Port {port}", page.Title);
        Assert.StartsWith("none", HelpPages.Said(page, "TCP", "Usual service"), StringComparison.Ordinal);
        Assert.EndsWith($"name it: U:{port}", HelpPages.Said(page, "UDP", "Tested by"), StringComparison.Ordinal);
        Assert.Equal("an empty datagram (udp-empty), which few services answer", HelpPages.Said(page, "UDP", "Asked with"));
        Assert.NotEmpty(HelpPages.Text(page));
        Assert.NotNull(HelpPages.Html(page));
    }

    [Fact]
    public void Page_names_the_profiles_whose_plans_have_the_port()
    {
        var plans = ScanProfiles.All.Where(profile => profile != ScanProfile.Custom).ToDictionary(profile => profile, PortsOf);
        ushort[] ports = [0, 1, 1055, 1056, 4711, 65535, .. ServiceCatalogue.Default.Entries.Select(entry => entry.Port)];
        foreach (var port in ports.Distinct())
        {
            var page = HelpPages.OfPort(port);
            foreach (var protocol in new[] { ProbeProtocol.Tcp, ProbeProtocol.Udp })
            {
                var said = HelpPages.Said(page, ReportNames.Of(protocol).ToUpperInvariant(), "Tested by").Split(' ', ',');
                Assert.All(plans, plan => Assert.Equal(plan.Value.Contains((protocol, port)), said.Contains(plan.Key.Name())));
            }
        }
    }

    [Fact]
    public void Page_names_each_probe_of_the_port_and_whether_floods_are_made_of_it()
    {
        foreach (var kind in ProbeKinds.All.Where(kind => kind.Port is not null))
        {
            var page = HelpPages.OfPort(kind.Port!.Value);
            Assert.Contains(kind.Name, HelpPages.Said(page, "UDP", "Asked with"), StringComparison.Ordinal);
            var isAmplifier = ProbeKinds.All.Any(other => other.Port == kind.Port && other.IsKnownAmplifier);
            Assert.Equal(Languages.English[isAmplifier ? "help.port.floods-known" : "help.port.floods-unknown"], HelpPages.Said(page, "UDP", "Floods"));
        }
    }

    [Fact]
    public void Probe_that_exists_in_one_family_only_says_so() => Assert.Equal(
        "what a client of the service sends (nat-pmp over IPv4 only, pcp)", HelpPages.Said(HelpPages.OfPort(5351), "UDP", "Asked with"));

    [Fact]
    public void Payload_of_the_operator_is_told()
    {
        Assert.True(PayloadFile.TryParse("udp 4711 \"a\"", out var payloads, out _));
        var page = PortHelp.Page(4711, payloads, Languages.English);
        Assert.Equal("the profiles quick, standard and full", HelpPages.Said(page, "UDP", "Tested by"));
        Assert.Equal("what the operator of this site chose (udp-payload)", HelpPages.Said(page, "UDP", "Asked with"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void List_links_to_each_port_of_the_catalogue(string code)
    {
        var list = PortHelp.List(Languages.Find(code)!);
        var links = HelpPages.Html(list, code).Descendants("a").Select(link => link.Attribute("href")!.Value).ToHashSet();
        Assert.All(ServiceCatalogue.Default.Entries, entry => Assert.Contains($"/help/port/{entry.Port}?lang={code}", links));
        Assert.NotEmpty(HelpPages.Text(list, code));
    }

    private static HashSet<(ProbeProtocol Protocol, ushort Port)> PortsOf(ScanProfile profile) =>
    [
        .. Families.SelectMany(family => ScanPlanner.TryCreate(new ScanPlanRequest(profile, family), out var plan, out _) ? plan.Probes : [])
            .Where(probe => probe.Port is not null)
            .Select(probe => (probe.Protocol, probe.Port!.Value)),
    ];
}
