using PortScanner.Core.Probes;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>Each request of the sample's nonce, field by field as its specification lays it out.</summary>
public sealed class RequestTests
{
    public static TheoryData<ProbeKind> Written => Kinds(service => service.RequestOctets is not null);

    public static TheoryData<ProbeKind> Told => Kinds(service => service.RequestOctets is null);

    [Theory]
    [MemberData(nameof(Written))]
    public void Request_has_the_fields_of_its_specification(ProbeKind kind) =>
        Assert.Equal(Sample.Hex(UdpServiceTests.Of(kind).RequestOctets!), Sample.Request(kind));

    [Theory]
    [MemberData(nameof(Told))]
    public void Request_that_is_not_written_down_has_a_test_of_its_own(ProbeKind kind) => Assert.Contains(
        UdpServiceTests.Of(kind).GetType().GetMethods(),
        method => method.IsDefined(typeof(FactAttribute), inherit: false) && method.Name.StartsWith("Request_", StringComparison.Ordinal));

    private static TheoryData<ProbeKind> Kinds(Func<UdpServiceTests, bool> which) => [.. UdpServiceTests.All.Where(which).Select(service => service.Kind)];
}
