using System.Net.Sockets;

using PortScanner.Core.Expectations;
using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Expectations;

public sealed class ExpectationTests
{
    [Fact]
    public void Exactly_the_expected_ports_open_passes_without_a_difference()
    {
        var result = Evaluate("22,443,U:53", Tcp(22, PortState.Open), Tcp(80, PortState.Stealth), Tcp(443, PortState.Open), Udp(ProbeKind.Dns, 53, PortState.Open));
        Assert.True(result.Pass);
        Assert.Empty(result.Differences);
    }

    [Fact]
    public void Differences_of_every_kind_are_named_a_line_each()
    {
        var result = Evaluate(
            "22,443,8443,8444,U:53",
            Tcp(22, PortState.Open),
            Tcp(80, PortState.Open),
            Tcp(443, PortState.Closed),
            Tcp(8443, PortState.Stealth),
            Tcp(8444, PortState.Stealth),
            Tcp(9999, PortState.Unknown),
            Udp(ProbeKind.Dns, 53, PortState.Rejected),
            Udp(ProbeKind.Tftp, 69, PortState.Open));
        Assert.False(result.Pass);
        Assert.Equal(
            [
                "open, but not expected: 80,U:69",
                "expected open, but closed: 443",
                "expected open, but rejected: U:53",
                "expected open, but stealth: 8443-8444",
                "not decided, so no pass: 9999",
            ],
            result.Differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void Undecided_port_alone_is_no_pass()
    {
        Assert.False(Evaluate("22", Tcp(22, PortState.Open), Tcp(23, PortState.Unknown)).Pass);
        Assert.False(Evaluate("22", Tcp(22, PortState.Unknown)).Pass);
    }

    [Fact]
    public void Port_that_is_proved_not_to_be_open_passes_in_whichever_manner_it_says_no()
    {
        Assert.True(Evaluate("22", Tcp(22, PortState.Open), Tcp(23, PortState.ClosedFiltered)).Pass);
        Assert.Equal(["expected open, but closed or filtered: 22"], Evaluate("22", Tcp(22, PortState.ClosedFiltered)).Differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void Expected_port_that_was_never_probed_is_undecided() =>
        Assert.Equal(["not decided, so no pass: 23,U:53"], Evaluate("22,23,U:53", Tcp(22, PortState.Open)).Differences.Select(difference => difference.ToString()));

    [Fact]
    public void Same_number_on_TCP_and_UDP_is_two_ports() =>
        Assert.Equal(
            ["open, but not expected: 53", "expected open, but stealth: U:53"],
            Evaluate("U:53", Tcp(53, PortState.Open), Udp(ProbeKind.Dns, 53, PortState.Stealth)).Differences.Select(difference => difference.ToString()));

    [Theory]
    [InlineData(PortState.Stealth, PortState.Open, true)]
    [InlineData(PortState.Open, PortState.Unknown, true)]
    [InlineData(PortState.Stealth, PortState.Stealth, false)]
    public void UDP_port_with_two_probes_is_open_if_one_is(PortState first, PortState second, bool isOpen) =>
        Assert.Equal(isOpen, Evaluate("U:123", Udp(ProbeKind.Ntp, 123, first), Udp(ProbeKind.NtpMonlist, 123, second)).Pass);

    [Theory]
    [InlineData(PortState.Stealth, PortState.Unknown, false)]
    [InlineData(PortState.Unknown, PortState.Rejected, false)]
    [InlineData(PortState.Closed, PortState.Unknown, true)]
    public void UDP_port_with_an_undecided_probe_is_undecided_unless_the_host_said_closed(PortState first, PortState second, bool isDecided) =>
        Assert.Equal(isDecided, Evaluate("none", Udp(ProbeKind.Ntp, 123, first), Udp(ProbeKind.NtpMonlist, 123, second)).Undecided.IsEmpty);

    [Fact]
    public void Later_result_of_a_probe_replaces_the_earlier_one()
    {
        Assert.True(Evaluate("22", Tcp(22, PortState.Unknown), Tcp(22, PortState.Open)).Pass);
        Assert.False(Evaluate("none", Tcp(22, PortState.Stealth), Tcp(22, PortState.Open)).Pass);
    }

    [Fact]
    public void Echo_never_counts() =>
        Assert.True(Evaluate("none", Result(ProbeKind.Echo, null, PortState.Open), Tcp(22, PortState.Closed)).Pass);

    [Theory]
    [InlineData("none", "none")]
    [InlineData(" NONE ", "none")]
    [InlineData("443,22,U:53", "22,443,U:53")]
    public void Expectation_that_is_right_is_read_and_written(string text, string canonical)
    {
        Assert.True(Expectation.TryParse(text, out var expectation, out var error), error?.ToString());
        Assert.Equal(canonical, expectation.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("none,22")]
    [InlineData("ssh")]
    public void Expectation_that_is_wrong_says_how_to_expect_nothing(string text)
    {
        Assert.False(Expectation.TryParse(text, out _, out var error));
        Assert.EndsWith("Write none if no port is expected to be open.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Expectation_of_a_port_beyond_the_profile_is_decided_by_the_plan_it_joins()
    {
        Assert.True(Expectation.TryParse("12345,U:9999", out var expectation, out _));
        var request = new ScanPlanRequest(ScanProfile.Quick, AddressFamily.InterNetworkV6) { Expected = expectation.Ports };
        Assert.True(ScanPlanner.TryCreate(request, out var plan, out _));
        var result = expectation.Evaluate(plan.Probes.Select(probe => Result(probe.Kind, probe.Port, PortState.Stealth)));
        Assert.True(result.Undecided.IsEmpty);
        Assert.Equal("12345,U:9999", result.Missing[PortState.Stealth].ToString());
    }

    private static ExpectationResult Evaluate(string expected, params ProbeResult[] results)
    {
        Assert.True(Expectation.TryParse(expected, out var expectation, out var error), error?.ToString());
        return expectation.Evaluate(results);
    }

    private static ProbeResult Tcp(ushort port, PortState state) => Result(ProbeKind.Syn, port, state);

    private static ProbeResult Udp(ProbeKind kind, ushort port, PortState state) => Result(kind, port, state);

    private static ProbeResult Result(ProbeKind kind, ushort? port, PortState state) =>
        new(new Probe(kind, port), state, Reason.NoReply, null, null, null, 1);
}
