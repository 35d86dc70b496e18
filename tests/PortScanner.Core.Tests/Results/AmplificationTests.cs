using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Results;

public sealed class AmplificationTests
{
    [Fact]
    public void Factor_is_reply_bytes_over_all_request_bytes() => Assert.Equal(2.5, new UdpTraffic(2, 80, 4, 200).Factor);

    [Fact]
    public void Factor_of_empty_requests_is_unknown() => Assert.Null(new UdpTraffic(2, 0, 4, 200).Factor);

    [Theory]
    [InlineData(1, 100, 300, false)]
    [InlineData(1, 100, 301, true)]
    [InlineData(2, 200, 600, false)]
    [InlineData(2, 200, 601, true)]
    public void Service_that_sends_more_than_three_times_what_it_got_is_abusable(int requests, int requestBytes, int replyBytes, bool expected) =>
        Assert.Equal(expected, Amplification.IsAbusable(ProbeKind.Ntp, new UdpTraffic(requests, requestBytes, 1, replyBytes)));

    [Theory]
    [InlineData(1, 2, 12, false)]
    [InlineData(1, 2, 84, false)]
    [InlineData(1, 2, 85, true)]
    [InlineData(1, 0, 84, false)]
    [InlineData(1, 0, 512, true)]
    [InlineData(3, 6, 252, false)]
    [InlineData(3, 6, 253, true)]
    public void Short_request_counts_with_its_headers(int requests, int requestBytes, int replyBytes, bool expected) =>
        Assert.Equal(expected, Amplification.IsAbusable(ProbeKind.NatPmp, new UdpTraffic(requests, requestBytes, 1, replyBytes)));

    [Theory]
    [InlineData(17, 17, false)]
    [InlineData(17, 18, true)]
    [InlineData(34, 33, false)]
    public void Known_amplifier_is_abusable_when_it_sends_more_than_it_got(int requestBytes, int replyBytes, bool expected) =>
        Assert.Equal(expected, Amplification.IsAbusable(ProbeKind.MemcachedText, new UdpTraffic(1, requestBytes, 1, replyBytes)));

    [Fact]
    public void Empty_reply_is_never_abusable() =>
        Assert.All(
            ProbeKinds.All.Where(kind => kind.Protocol == ProbeProtocol.Udp),
            kind => Assert.False(Amplification.IsAbusable(kind.Kind, new UdpTraffic(1, 0, 1, 0))));
}
