using System.Net;

using PortScanner.Web.Features.Callers;

namespace PortScanner.Web.Tests.Features.Callers;

/// <summary>An address and a port as a proxy writes them.</summary>
public sealed class CanonicalPeerTests
{
    [Theory]
    [InlineData("192.0.2.7 4711", "192.0.2.7", 4711)]
    [InlineData("2001:db8::7 1", "2001:db8::7", 1)]
    [InlineData("2001:db8::7:4711 65535", "2001:db8::7:4711", 65535)]
    [InlineData("192.0.2.7", "192.0.2.7", null)]
    public void Address_with_a_port_or_without_is_read(string text, string address, int? port)
    {
        Assert.Equal(AddressFault.None, CanonicalPeer.Read(text, out var read, out var readPort));
        Assert.Equal((IPAddress.Parse(address), (ushort?)port), (read, readPort));
    }

    [Theory]
    [InlineData("192.0.2.7 ", "Space")]
    [InlineData("192.0.2.7  4711", "Space")]
    [InlineData("192.0.2.7 4711 ", "Space")]
    [InlineData("192.0.2.7 0", "Space")]
    [InlineData("192.0.2.7 04711", "Space")]
    [InlineData("192.0.2.7 65536", "Space")]
    [InlineData("192.0.2.7 +4711", "Space")]
    [InlineData("192.0.2.7 \u0664", "Space")]
    [InlineData("192.0.2.7 192.0.2.8", "Space")]
    [InlineData("192.0.2.7\t4711", "Space")]
    [InlineData(" 4711", "Empty")]
    [InlineData("192.0.2.7, 192.0.2.8", "List")]
    [InlineData("::ffff:192.0.2.7 4711", "Mapped")]
    [InlineData("192.0.2.7:80 4711", "Port")]
    [InlineData("fe80::1%lo 4711", "Zone")]
    [InlineData("unix: 4711", "NotAnAddress")]
    public void Whatever_could_be_read_otherwise_names_nobody(string text, string fault)
    {
        Assert.Equal(Enum.Parse<AddressFault>(fault), CanonicalPeer.Read(text, out var address, out var port));
        Assert.Null(address);
        Assert.Null(port);
    }
}
