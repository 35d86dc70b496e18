using System.Net;

using Microsoft.AspNetCore.Http;

using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

public sealed class CallerAddressTests
{
    [Theory]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void Caller_is_who_was_proved_and_never_IPv4_mapped(string proved, string address) =>
        Assert.Equal(IPAddress.Parse(address), Of(IPAddress.Parse(proved))?.Value);

    [Fact]
    public void Request_of_nobody_proved_has_no_caller_whatever_its_connection_and_is_not_admitted()
    {
        var admission = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions { AllowLoopback = true }));
        Assert.Null(Of(null));
        Assert.Null(admission.TryAdmit(null, out var problem));
        Assert.Equal(403, problem?.Status);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("192.168.1.2")]
    [InlineData("2002:0808:0808::1")]
    public void Address_that_is_nobodys_on_the_internet_is_not_admitted_as_shipped(string address)
    {
        var admission = new ScanAdmission(AdmissionSettings.Create(new AdmissionOptions()));
        Assert.Null(admission.TryAdmit(Of(IPAddress.Parse(address)), out var problem));
        Assert.Equal(403, problem?.Status);
        Assert.DoesNotContain(address, string.Concat(problem!.Sentences), StringComparison.Ordinal);
    }

    private static CallerAddress? Of(IPAddress? proved)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.99");
        if (proved is not null)
        {
            CallerAddress.Prove(context, proved);
        }

        return CallerAddress.Of(context);
    }
}
