using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Web.Features.Tester.Wire;

namespace PortScanner.Web.Tests.Features.Tester.Wire;

/// <summary>What the tester reads out of a request: the same plan, or nothing.</summary>
public sealed class AskedScanTests
{
    private const string Request =
        """{"question":2,"visitor":"192.0.2.7","profile":"custom","ports":"22,80-90,U:53","expected":"22","udp":true,"icmp":false,"firewall":true,"pace":"2s","path":{"at":1,"sinceHeard":2,"sinceSeen":3},"roundTrip":20000,"variation":5000}""";

    public static TheoryData<string> Odd =>
    [
        """{"question":2,"visitor":"192.0.2.7","profile":"custom","ports":"22","more":1}""",
        """{"question":2,"visitor":"192.0.2.7","visitor":"192.0.2.8","profile":"custom","ports":"22"}""",
        """{"visitor":"192.0.2.7","profile":"custom","ports":"22"}""",
        """{"question":"2","visitor":"192.0.2.7"}""",
        """{"question":2,"visitor":"192.0.2.7","profile":"custom","ports":"22"} {}""",
        """[{"question":2}]""",
        "null",
        "",
    ];

    [Theory]
    [InlineData("quick", null, null, null, null, null, "5s")]
    [InlineData("standard", null, "8080,U:5000", false, null, null, "gentle")]
    [InlineData("full", null, null, true, false, true, "normal")]
    [InlineData("custom", "1-65535,U:1-1024", "2-3,U:2000", null, true, null, "normal")]
    public void Plan_is_made_again_as_the_web_face_made_it(string profile, string? ports, string? expected, bool? udp, bool? icmp, bool? firewall, string pace)
    {
        Assert.True(ScanPace.TryParse(pace, out var knownPace, out _));
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            Assert.True(ScanProfiles.TryParse(profile, out var known));
            var asked = new ScanPlanRequest(known, family)
            {
                Ports = Specification(ports),
                Expected = Specification(expected),
                Options = new ScanOptions(udp, icmp, firewall) { Pace = knownPace, Wait = TimeSpan.FromSeconds(470) },
            };
            Assert.True(ScanPlanner.TryCreate(asked, out var plan, out _));
            var visitor = IPAddress.Parse(family == AddressFamily.InterNetwork ? "192.0.2.7" : "2001:db8::7");
            var request = AskedScan.For(Targets.Of(visitor), plan, new StayingVisitor(), TimeProvider.System);

            var again = AskedScan.Plan(Read(JsonSerializer.Serialize(request, TesterJson.Default.TesterRequest))!, visitor, UdpPayloads.Empty);

            Assert.Equal(plan.Probes, again!.Probes);
            Assert.Equal((plan.Profile, plan.TestsFirewall, plan.Family, plan.Pace), (again.Profile, again.TestsFirewall, again.Family, again.Pace));
            Assert.Equal((plan.TimeBudget, plan.Wait), (again.TimeBudget, again.Wait));
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Text_that_is_no_request_is_none(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("016.1.1.1")]
    [InlineData("16909060")]
    [InlineData("192.0.2.7:80")]
    [InlineData("192.0.2.7 ")]
    [InlineData("fe80::1%1")]
    [InlineData("[2001:db8::1]")]
    [InlineData("2001:DB8::1")]
    [InlineData("::ffff:192.0.2.7%3")]
    [InlineData("example.org")]
    [InlineData("")]
    [InlineData(null)]
    public void Address_in_any_but_its_one_form_is_none(string? text) =>
        Assert.Null(AskedScan.Visitor(new TesterRequest { Question = TesterQuestion.Scan, Visitor = text }));

    [Theory]
    [InlineData("custom", null)]
    [InlineData("custom", "x")]
    [InlineData("quick", "22")]
    [InlineData("warp", "22")]
    [InlineData(null, "22")]
    public void Plan_that_no_form_can_ask_for_is_none(string? profile, string? ports) => Assert.Null(AskedScan.Plan(
        new TesterRequest { Question = TesterQuestion.Scan, Profile = profile, Ports = ports }, IPAddress.Loopback, UdpPayloads.Empty));

    [Theory]
    [InlineData(-1)]
    [InlineData(481)]
    [InlineData(int.MaxValue)]
    public void Wait_that_no_form_can_ask_for_is_none(int wait) => Assert.Null(AskedScan.Plan(
        new TesterRequest { Question = TesterQuestion.Scan, Profile = "quick", Wait = wait }, IPAddress.Loopback, UdpPayloads.Empty));

    [Theory]
    [InlineData("quick", null, "slow")]
    [InlineData("quick", null, "0s")]
    [InlineData("quick", null, "")]
    [InlineData("full", null, "gentle")]
    [InlineData("custom", "1-65535", "gentle")]
    [InlineData("standard", null, "60s")]
    public void Pace_that_no_form_can_ask_for_is_none(string profile, string? ports, string pace) => Assert.Null(AskedScan.Plan(
        new TesterRequest { Question = TesterQuestion.Scan, Profile = profile, Ports = ports, Pace = pace }, IPAddress.Loopback, UdpPayloads.Empty));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(60_000_001, 0)]
    [InlineData(20, -1)]
    [InlineData(20, long.MaxValue)]
    public void Round_trip_that_cannot_be_is_none(long smoothed, long variation) =>
        Assert.Null(AskedScan.RoundTrip(new TesterRequest { Question = TesterQuestion.Scan, RoundTrip = smoothed, Variation = variation }));

    [Fact]
    public void Each_prefix_of_a_request_is_none_and_each_flipped_bit_gives_a_possible_scan_or_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Request);
        Assert.NotNull(Scan(bytes));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(Read(bytes[..length]));
        }

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(Scan(flipped) is null or { Probes.Count: > 0 });
        }
    }

    private static ScanPlan? Scan(byte[] bytes) =>
        Read(bytes) is { } request && AskedScan.Visitor(request) is { } visitor ? AskedScan.Plan(request, visitor, UdpPayloads.Empty) : null;

    private static TesterRequest? Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static TesterRequest? Read(byte[] bytes) => TesterJson.Read(new ReadOnlySequence<byte>(bytes), TesterJson.Default.TesterRequest);

    private static PortSpecification? Specification(string? text) =>
        text is not null && PortSpecification.TryParse(text, out var specification, out _) ? specification : null;
}
