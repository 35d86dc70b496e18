using System.Net;
using System.Text;

namespace PortScanner.Lab.Truth;

/// <summary>Proof that the search for canaries finds them.</summary>
public sealed class CanaryTests
{
    [Theory]
    [InlineData("198.51.100.213", "peer 198.51.100.213:4711")]
    [InlineData("198.51.100.213", "::ffff:198.51.100.213")]
    [InlineData("198.51.100.213", "c63364d5")]
    [InlineData("198.51.100.213", "C6-33-64-D5")]
    [InlineData("198.51.100.213", "D56433C6")]
    [InlineData("198.51.100.213", "3325256917")]
    [InlineData("198.51.100.213", "213.100.51.198.in-addr.arpa")]
    [InlineData("2001:db8:2::c0de:fade:5ca1", "[2001:DB8:2::C0DE:FADE:5CA1]")]
    [InlineData("2001:db8:2::c0de:fade:5ca1", "2001:0db8:0002:0000:0000:c0de:fade:5ca1")]
    [InlineData("2001:db8:2::c0de:fade:5ca1", "20010DB8000200000000C0DEFADE5CA1")]
    public void Address_is_found_however_it_was_written(string address, string text) =>
        Assert.NotEmpty(Canary.Of(IPAddress.Parse(address)).FoundIn(Encoding.ASCII.GetBytes($"before {text} behind")));

    [Fact]
    public void Every_writing_is_found_in_the_midst_of_others_and_a_neighbour_is_not()
    {
        foreach (var address in (IPAddress[])[IPAddress.Parse("198.51.100.213"), IPAddress.Parse("2001:db8:2::c0de:fade:5ca1")])
        {
            var canary = Canary.Of(address);
            var neighbour = address.GetAddressBytes();
            neighbour[^1] ^= 0x22;
            Assert.All(canary.Writings, writing => Assert.NotEmpty(canary.FoundIn([1, 2, 3, .. writing, 4, 5])));
            Assert.All(Canary.Of(new IPAddress(neighbour)).Writings, writing => Assert.Empty(canary.FoundIn(writing)));
        }

        Assert.NotEmpty(Canary.Of(47113).FoundIn("tcp/47113"u8.ToArray()));
    }
}
