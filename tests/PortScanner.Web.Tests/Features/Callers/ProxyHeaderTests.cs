using System.Net;
using System.Text;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

/// <summary>Headers as HAProxy's specification shows and describes them.</summary>
public sealed class ProxyHeaderTests
{
    private const string Request = "GET / HTTP/1.1\r\n\r\n";

    private static readonly byte[] Signature = Convert.FromHexString("0D0A0D0A000D0A515549540A");

    public static TheoryData<string, string?> Lines => new()
    {
        { "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n", "192.0.2.1" },
        { "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255" },
        { "PROXY TCP6 2001:db8::1 2001:db8::2 0 443\r\n", "2001:db8::1" },
        {
            "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
        },
        { "PROXY UNKNOWN\r\n", null },
        { "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null },
    };

    public static TheoryData<string, string?> Frames => new()
    {
        { "21 11 000C C0000201 C6336401 DC04 01BB", "192.0.2.1" },
        { "21 21 0024 20010DB8000000000000000000000001 20010DB8000000000000000000000002 DC04 01BB", "2001:db8::1" },
        { "21 11 0013 C0000201 C6336401 DC04 01BB 04 0000 04 0001 FF", "192.0.2.1" },
        { "20 00 0000", null },
        { "20 11 000C C0000201 C6336401 DC04 01BB", null },
        { "21 00 0000", null },
        { "21 00 0003 AABBCC", null },
        { "21 12 000C C0000201 C6336401 DC04 01BB", null },
        { "21 31 0000", null },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_names_the_visitor_and_ends_where_the_request_begins(string line, string? visitor) =>
        AssertRead(Encoding.ASCII.GetBytes(line), ProxyProtocolVersions.V1, visitor);

    [Theory]
    [MemberData(nameof(Frames))]
    public void Frame_names_the_visitor_and_ends_where_the_request_begins(string hex, string? visitor) =>
        AssertRead(Frame(hex), ProxyProtocolVersions.V2, visitor);

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\n")]
    [InlineData("PROXY TCP4 192.0.2.1  198.51.100.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 \r\n")]
    [InlineData("PROXY  TCP4 192.0.2.1 198.51.100.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 1\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 65536\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 056 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 -1 443\r\n")]
    [InlineData("PROXY TCP4 010.0.0.1 198.51.100.1 1 443\r\n")]
    [InlineData("PROXY TCP4 16909060 198.51.100.1 1 443\r\n")]
    [InlineData("PROXY TCP4 192.0.2.1 nowhere 1 443\r\n")]
    [InlineData("PROXY TCP4 2001:db8::1 2001:db8::2 1 443\r\n")]
    [InlineData("PROXY TCP6 192.0.2.1 198.51.100.1 1 443\r\n")]
    [InlineData("PROXY TCP6 ::ffff:192.0.2.1 ::ffff:198.51.100.1 1 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%eth0 fe80::2 1 443\r\n")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.1 1 443\r\n")]
    [InlineData("PROXY UNKNOWNS\r\n")]
    [InlineData("PROXY tcp4 192.0.2.1 198.51.100.1 1 443\r\n")]
    [InlineData("proxy TCP4 192.0.2.1 198.51.100.1 1 443\r\n")]
    [InlineData("PROXY\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("POST / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("PROXY UNKNOWN 1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567\r\n")]
    public void Anything_else_is_no_line(string text) => AssertRefused(Encoding.ASCII.GetBytes(text));

    [Theory]
    [InlineData("22 11 000C C0000201 C6336401 DC04 01BB")] // no such command
    [InlineData("11 11 000C C0000201 C6336401 DC04 01BB")] // version 1
    [InlineData("31 11 000C C0000201 C6336401 DC04 01BB")] // version 3
    [InlineData("21 11 000B C0000201 C6336401 DC04 01")] // no room for the ports
    [InlineData("21 21 000C C0000201 C6336401 DC04 01BB")] // no room for IPv6
    [InlineData("21 21 0024 00000000000000000000FFFFC0000201 20010DB8000000000000000000000002 DC04 01BB")] // IPv4 wrapped in IPv6
    [InlineData("21 11 000E C0000201 C6336401 DC04 01BB 04 00")] // half an extension
    [InlineData("21 11 0010 C0000201 C6336401 DC04 01BB 04 0002 FF")] // an extension that claims more
    [InlineData("21 11 FFFF C0000201 C6336401 DC04 01BB")] // longer than anyone needs
    public void Anything_else_is_no_frame(string hex) => AssertRefused(Frame(hex));

    [Fact]
    public void Version_that_is_not_allowed_is_refused()
    {
        var line = Encoding.ASCII.GetBytes("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n");
        var frame = Frame("21 11 000C C0000201 C6336401 DC04 01BB");
        Assert.Equal(ProxyHeaderStatus.Invalid, ProxyHeader.Read(line, ProxyProtocolVersions.V2, out _, out _));
        Assert.Equal(ProxyHeaderStatus.Invalid, ProxyHeader.Read(frame, ProxyProtocolVersions.V1, out _, out _));
        AssertRead(line, ProxyProtocolVersions.Both, "192.0.2.1");
        AssertRead(frame, ProxyProtocolVersions.Both, "192.0.2.1");
    }

    [Fact]
    public void Beginning_of_a_header_is_waited_for_and_never_taken_for_the_whole()
    {
        var headers = Lines.Select(row => Encoding.ASCII.GetBytes(row.Data.Item1)).Concat(Frames.Select(row => Frame(row.Data.Item1)));
        foreach (var header in headers)
        {
            for (var length = 0; length < header.Length; length++)
            {
                Assert.Equal(ProxyHeaderStatus.Incomplete, ProxyHeader.Read(header.AsSpan(0, length), ProxyProtocolVersions.Both, out var read, out _));
                Assert.Null(read);
            }
        }
    }

    private static byte[] Frame(string hex) => [.. Signature, .. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))];

    private static void AssertRead(byte[] header, ProxyProtocolVersions versions, string? visitor)
    {
        var status = ProxyHeader.Read([.. header, .. Encoding.ASCII.GetBytes(Request)], versions, out var read, out var length);
        Assert.Equal(ProxyHeaderStatus.Read, status);
        Assert.Equal(visitor is null ? null : IPAddress.Parse(visitor), read!.Source);
        Assert.Equal(header.Length, length);
    }

    private static void AssertRefused(byte[] data)
    {
        var status = ProxyHeader.Read([.. data, .. Encoding.ASCII.GetBytes(Request + new string('x', 200))], ProxyProtocolVersions.Both, out var read, out var length);
        Assert.Equal(ProxyHeaderStatus.Invalid, status);
        Assert.Null(read);
        Assert.Equal(0, length);
    }
}
