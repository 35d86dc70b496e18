using System.Net;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

public sealed class CanonicalAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("1.2.3.4")]
    [InlineData("255.255.255.255")]
    [InlineData("192.0.2.10")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("1::")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:DB8::A")]
    [InlineData("2001:db8:0:0:0:0:0:1")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0001")]
    [InlineData("2001:db8::7:4711")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("::2:3:4:5:6:7:8")]
    [InlineData("64:ff9b::102:304")]
    public void Address_alone_is_read(string text)
    {
        Assert.Equal(AddressFault.None, CanonicalAddress.Read(text, out var address));
        Assert.Equal(IPAddress.Parse(text), address);
    }

    // What the framework's parser takes for an address, and often for another one than was meant.
    [Theory]
    [InlineData("010.0.0.1", AddressFault.LeadingZero)]
    [InlineData("1.2.3.04", AddressFault.LeadingZero)]
    [InlineData("00.0.0.0", AddressFault.LeadingZero)]
    [InlineData("16909060", AddressFault.NotAnAddress)]
    [InlineData("0x1020304", AddressFault.NotAnAddress)]
    [InlineData("0x1.2.3.4", AddressFault.NotAnAddress)]
    [InlineData("1", AddressFault.NotAnAddress)]
    [InlineData("1.2", AddressFault.NotAnAddress)]
    [InlineData("1.2.3", AddressFault.NotAnAddress)]
    [InlineData("[2001:db8::7]:4711", AddressFault.Port)]
    [InlineData("[2001:db8::7]", AddressFault.Port)]
    [InlineData("fe80::1%eth0", AddressFault.Zone)]
    [InlineData("fe80::1%1", AddressFault.Zone)]
    [InlineData("::ffff:192.0.2.1", AddressFault.Mapped)]
    [InlineData("::ffff:c000:201", AddressFault.Mapped)]
    [InlineData("0:0:0:0:0:ffff:c000:201", AddressFault.Mapped)]
    [InlineData("0:0:0:0:0:FFFF:192.0.2.1", AddressFault.Mapped)]
    [InlineData("::192.0.2.1", AddressFault.Mapped)]
    [InlineData("64:ff9b::1.2.3.4", AddressFault.Mapped)]
    public void Text_that_the_framework_reads_too_kindly_is_refused(string text, object fault)
    {
        Assert.True(IPAddress.TryParse(text, out _));
        AssertRefused(text, fault);
    }

    [Theory]
    [InlineData("", AddressFault.Empty)]
    [InlineData(" ", AddressFault.Space)]
    [InlineData(" 1.2.3.4", AddressFault.Space)]
    [InlineData("1.2.3.4 ", AddressFault.Space)]
    [InlineData("1.2.3.4\t", AddressFault.Space)]
    [InlineData("1.2.3.4\0", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.4\n", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.4,5.6.7.8", AddressFault.List)]
    [InlineData("1.2.3.4, 5.6.7.8", AddressFault.List)]
    [InlineData("1.2.3.4,", AddressFault.List)]
    [InlineData("1.2.3.4:80", AddressFault.Port)]
    [InlineData("1.2.3.4.5", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.", AddressFault.NotAnAddress)]
    [InlineData(".1.2.3", AddressFault.NotAnAddress)]
    [InlineData("1..2.3", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.256", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.-4", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.+4", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.٤", AddressFault.NotAnAddress)]
    [InlineData("1.2.3.0004", AddressFault.NotAnAddress)]
    [InlineData("unknown", AddressFault.NotAnAddress)]
    [InlineData("localhost", AddressFault.NotAnAddress)]
    [InlineData("for=1.2.3.4", AddressFault.NotAnAddress)]
    [InlineData("\"1.2.3.4\"", AddressFault.NotAnAddress)]
    [InlineData(":", AddressFault.NotAnAddress)]
    [InlineData(":::", AddressFault.NotAnAddress)]
    [InlineData("1:::2", AddressFault.NotAnAddress)]
    [InlineData("1::2::3", AddressFault.NotAnAddress)]
    [InlineData("::1:", AddressFault.NotAnAddress)]
    [InlineData(":1::", AddressFault.NotAnAddress)]
    [InlineData("1:2:3:4:5:6:7", AddressFault.NotAnAddress)]
    [InlineData("1:2:3:4:5:6:7:8:9", AddressFault.NotAnAddress)]
    [InlineData("1:2:3:4::5:6:7:8", AddressFault.NotAnAddress)]
    [InlineData("1:2:3:4:5:6:7:8::", AddressFault.NotAnAddress)]
    [InlineData("2001:db8::12345", AddressFault.NotAnAddress)]
    [InlineData("2001:db8::g", AddressFault.NotAnAddress)]
    [InlineData("2001:db8::0x1", AddressFault.NotAnAddress)]
    [InlineData("2001:db8::1/64", AddressFault.NotAnAddress)]
    public void Whatever_is_no_address_alone_is_refused(string text, object fault) => AssertRefused(text, fault);

    private static void AssertRefused(string text, object fault)
    {
        Assert.Equal((AddressFault)fault, CanonicalAddress.Read(text, out var address));
        Assert.Null(address);
    }
}
