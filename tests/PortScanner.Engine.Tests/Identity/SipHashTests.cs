using PortScanner.Engine.Identity;

namespace PortScanner.Engine.Tests.Identity;

public sealed class SipHashTests
{
    // The ninth of the vectors that the authors publish: the key is the bytes 0 to 15, the message 0 to 7.
    [Fact]
    public void Hash_is_the_published_one() =>
        Assert.Equal(0x93f5f5799a932462, new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Of(0x0706050403020100));
}
