using System.Net.Sockets;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

using PortScanner.Core.Localization;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Reports;
using PortScanner.Web.Features.Scans;

namespace PortScanner.Web.Tests.Features.Scans;

public sealed class ScanRequestTests
{
    [Fact]
    public void Consent_alone_is_a_quick_scan_in_the_accepted_format()
    {
        var request = Read("consent=yes");
        Assert.NotNull(request);
        Assert.Equal(ScanProfile.Quick, request.Plan.Profile);
        Assert.Same(ReportFormats.Csv, request.Format);
        Assert.Null(request.Expectation);
        Assert.False(request.IsStrict);
    }

    [Fact]
    public void Form_of_the_start_page_with_empty_inputs_is_a_quick_scan() =>
        Assert.Equal(ScanProfile.Quick, Read("consent=yes&profile=quick&ports=&expect=")?.Plan.Profile);

    [Fact]
    public void Ports_alone_are_a_custom_scan() => Assert.Equal(ScanProfile.Custom, Read("consent=yes&ports=22")?.Plan.Profile);

    [Theory]
    [InlineData(AddressFamily.InterNetwork, false)]
    [InlineData(AddressFamily.InterNetworkV6, true)]
    public void Plan_is_for_the_callers_family(AddressFamily family, bool hasRipNg)
    {
        var plan = Read("consent=yes", family)?.Plan;
        Assert.Equal(family, plan?.Family);
        Assert.Equal(hasRipNg, plan?.Probes.Any(probe => probe.Kind == ProbeKind.RipNg));
    }

    [Fact]
    public void Expected_ports_are_probed_even_if_the_profile_lacks_them() =>
        Assert.Contains(new Probe(ProbeKind.Syn, 47113), Read("consent=yes&expect=47113")!.Plan.Probes);

    [Fact]
    public void Options_leave_out_what_they_say()
    {
        var probes = Read("consent=yes&udp=no&icmp=no")!.Plan.Probes;
        Assert.All(probes, probe => Assert.Equal(ProbeProtocol.Tcp, probe.Protocol));
    }

    [Theory]
    [InlineData("consent=yes&firewall=yes", true)]
    [InlineData("consent=yes&firewall=no", false)]
    [InlineData("consent=yes", false)]
    public void Firewall_is_tested_if_it_is_asked_for(string form, bool testsFirewall) =>
        Assert.Equal(testsFirewall, Read(form)!.Plan.TestsFirewall);

    [Theory]
    [InlineData("consent=yes", "normal")]
    [InlineData("consent=yes&pace=", "normal")]
    [InlineData("consent=yes&pace=gentle", "gentle")]
    [InlineData("consent=yes&pace=5s&firewall=yes", "5s")]
    [InlineData("consent=yes&profile=standard&pace=1", "gentle")]
    [InlineData("consent=yes&profile=full&pace=normal", "normal")]
    [InlineData("consent=yes&ports=22,443&pace=60", "60s")]
    public void Pace_is_that_which_was_asked_for(string form, string pace) => Assert.Equal(pace, Read(form)?.Plan.Pace.Name);

    [Theory]
    [InlineData("consent=yes", null, 60)]
    [InlineData("consent=yes&until=complete", null, 60)]
    [InlineData("consent=yes&until=settled", 0, 60)]
    [InlineData("consent=yes&wait=0", 0, 60)]
    [InlineData("consent=yes&wait=10&until=complete", 10, 60)]
    [InlineData("consent=yes&wait=480", 480, 480)]
    [InlineData("consent=yes&profile=standard&wait=61", 61, 120)]
    public void Manner_of_a_no_is_looked_for_as_long_as_was_asked_for(string form, int? wait, int budget)
    {
        var plan = Read(form)!.Plan;
        Assert.Equal(wait, plan.Wait?.TotalSeconds);
        Assert.Equal(budget, plan.TimeBudget.TotalSeconds);
    }

    [Theory]
    [InlineData("until=now", "until")]
    [InlineData("until=settled&wait=5", "wait")]
    [InlineData("until=settled&firewall=yes", "until")]
    [InlineData("wait=481", "wait")]
    [InlineData("wait=-1", "wait")]
    [InlineData("wait=1.5", "wait")]
    [InlineData("wait=5s", "wait")]
    [InlineData("wait=99999999999", "wait")]
    public void Wait_that_means_nothing_is_refused_by_its_field(string form, string field)
    {
        Assert.Null(Read($"consent=yes&{form}", out var errors));
        Assert.Equal([field], errors.Keys);
        Assert.All(Languages.All, messages => Assert.Contains(errors[field].Select(messages.Format), sentence => sentence.Length > 0));
    }

    private static ScanRequest? Read(string form, AddressFamily family = AddressFamily.InterNetwork) => Read(form, out _, family);

    private static ScanRequest? Read(string form, out IReadOnlyDictionary<string, Message[]> errors, AddressFamily family = AddressFamily.InterNetwork)
    {
        var fields = form.Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => new StringValues(field[1]));
        return ScanRequest.Read(new FormCollection(fields), family, UdpPayloads.Empty, ReportFormats.Csv, out errors);
    }
}
