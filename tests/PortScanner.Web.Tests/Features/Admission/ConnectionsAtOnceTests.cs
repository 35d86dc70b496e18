using System.Net;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Features.Admission;

/// <summary>How many connections an address may have.</summary>
public sealed class ConnectionsAtOnceTests
{
    private readonly ConnectionsAtOnce _open = new(perAddress: 2, perSite: 3);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.2", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2", true)]
    [InlineData("2001:db8::1", "2001:db8::2", "2001:db8::ffff:0:0:1", false)]
    [InlineData("2001:db8::1", "2001:db8::1", "2001:db8:0:1::1", true)]
    public void Address_of_IPv4_and_household_of_IPv6_has_so_many(string first, string second, string third, bool isLetIn)
    {
        Assert.True(Begin(first));
        Assert.True(Begin(second));
        Assert.Equal(isLetIn, Begin(third));
    }

    [Fact]
    public void Site_of_IPv6_has_so_many()
    {
        Assert.True(Begin("2001:db8::1") && Begin("2001:db8:0:1::1") && Begin("2001:db8:0:2::1"));
        Assert.False(Begin("2001:db8:0:3::1"));
        Assert.True(Begin("2001:db8:1::1"));
    }

    [Fact]
    public void Nobody_is_remembered_who_has_none()
    {
        Assert.True(_open.TryBegin(IPAddress.Parse("2001:db8::1"), out var one));
        Assert.True(_open.TryBegin(IPAddress.Parse("2001:db8::2"), out var two));
        Assert.False(_open.TryBegin(IPAddress.Parse("2001:db8::3"), out _));
        _open.End(one);
        Assert.True(_open.TryBegin(IPAddress.Parse("2001:db8::3"), out var three));
        _open.End(two);
        _open.End(three);
        Assert.Equal(0, _open.Count);
    }

    private bool Begin(string address) => _open.TryBegin(IPAddress.Parse(address), out _);
}
