using System.Net;

using Microsoft.AspNetCore.Http;

using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Units;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void Caller_is_the_peer_and_never_IPv4_mapped(string peer, string address) =>
        Assert.Equal(IPAddress.Parse(address), Of(IPAddress.Parse(peer))?.Value);

    [Fact]
    public void Connection_without_an_address_has_no_caller_and_is_not_admitted()
    {
        var admission = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions { AllowLoopback = true }));
        Assert.Null(Of(null));
        Assert.Null(admission.TryAdmit(null, out var refusal));
        Assert.Equal(403, refusal?.Status);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("192.168.1.2")]
    [InlineData("2002:0808:0808::1")]
    public void Address_that_is_nobodys_on_the_internet_is_not_admitted_as_shipped(string address)
    {
        var admission = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions()));
        Assert.Null(admission.TryAdmit(Of(IPAddress.Parse(address)), out var refusal));
        Assert.Equal(403, refusal?.Status);
        Assert.DoesNotContain(address, string.Concat(refusal!.Sentences), StringComparison.Ordinal);
    }

    private static CallerAddress? Of(IPAddress? peer)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = peer;
        return CallerAddress.Of(context.Connection);
    }
}
