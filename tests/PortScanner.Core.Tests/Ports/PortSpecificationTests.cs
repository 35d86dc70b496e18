using PortScanner.Core.Ports;

namespace PortScanner.Core.Tests.Ports;

public sealed class PortSpecificationTests
{
    [Theory]
    [InlineData("22", "22")]
    [InlineData("0", "0")]
    [InlineData("65535", "65535")]
    [InlineData("22,80,8000-8100,U:53,T:443", "22,80,443,8000-8100,U:53")]
    [InlineData("U:53,111,137,T:21-25,80,139,8080", "21-25,80,139,8080,U:53,111,137")]
    [InlineData("u:53,t:22", "22,U:53")]
    [InlineData("U:53", "U:53")]
    [InlineData("-100", "1-100")]
    [InlineData("60000-", "60000-65535")]
    [InlineData("-", "1-65535")]
    [InlineData("0-", "0-65535")]
    [InlineData("U:-", "U:1-65535")]
    [InlineData("U:-3,T:65534-", "65534-65535,U:1-3")]
    [InlineData(" 22 , 80 ,\t8000 - 8002,\r\nU : 53 ", "22,80,8000-8002,U:53")]
    [InlineData("80,80,79-81,80", "79-81")]
    [InlineData("443,22", "22,443")]
    [InlineData("7-7", "7")]
    [InlineData("00080", "80")]
    [InlineData("53,U:53", "53,U:53")]
    public void Specification_that_is_right_means_what_nmap_says(string text, string canonical)
    {
        Assert.True(PortSpecification.TryParse(text, out var specification, out var error), error?.Message);
        Assert.Equal(canonical, specification.ToString());
    }

    [Theory]
    [InlineData("", 1, "", "No port is named")]
    [InlineData(" \t", 1, "", "No port is named")]
    [InlineData("22,,80", 4, "", "missing")]
    [InlineData("22,", 4, "", "missing")]
    [InlineData(",22", 1, "", "missing")]
    [InlineData("22, 65536", 5, "65536", "0 to 65535")]
    [InlineData("99999999999999999999", 1, "99999999999999999999", "too high")]
    [InlineData("100-50", 1, "100-50", "lower port first")]
    [InlineData("1-2-3", 1, "1-2-3", "more than one dash")]
    [InlineData("--", 1, "--", "more than one dash")]
    [InlineData("22 80", 1, "22 80", "comma")]
    [InlineData("S:80", 1, "S:80", "SCTP, which is not supported")]
    [InlineData("22,p:6", 4, "p:6", "IP protocol, which is not supported")]
    [InlineData("X:80", 1, "X:80", "unknown prefix")]
    [InlineData(":80", 1, ":80", "unknown prefix")]
    [InlineData("TU:80", 1, "TU:80", "unknown prefix")]
    [InlineData("U:T:80", 1, "U:T:80", "more than one prefix")]
    [InlineData("U:", 1, "U:", "names no port")]
    [InlineData("22,T: ,80", 4, "T:", "names no port")]
    [InlineData("http*", 1, "http*", "pattern")]
    [InlineData("ssh", 1, "ssh", "service name")]
    [InlineData("[1-100]", 1, "[1-100]", "brackets")]
    [InlineData("+80", 1, "+80", "is not a port")]
    [InlineData("80;81", 1, "80;81", "is not a port")]
    [InlineData("0x50", 1, "0x50", "is not a port")]
    [InlineData("٢٢", 1, "??", "is not a port")]
    [InlineData("1\u001b[31m", 1, "1?[31m", "brackets")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 1, "abcdefghijklmnopqrstuvwx...", "service name")]
    public void Specification_that_is_wrong_names_the_part_and_what_is_allowed(string text, int position, string part, string words)
    {
        Assert.False(PortSpecification.TryParse(text, out var specification, out var error));
        Assert.Null(specification);
        Assert.Equal(position, error.Position);
        Assert.Equal(part, error.Part);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_the_longest_allowed_length_is_read_and_one_more_character_is_refused()
    {
        var longest = "1" + new string(' ', PortSpecification.MaximumLength - 1);
        Assert.True(PortSpecification.TryParse(longest, out _, out _));
        Assert.False(PortSpecification.TryParse(longest + " ", out _, out var error));
        Assert.Contains("4096", error.Message, StringComparison.Ordinal);
        Assert.Contains("4097", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_range_repeated_as_often_as_fits_is_still_65536_ports()
    {
        var text = "0-" + string.Concat(Enumerable.Repeat(",0-", (PortSpecification.MaximumLength / 3) - 1));
        Assert.True(PortSpecification.TryParse(text, out var specification, out _));
        Assert.Equal(PortSet.PortCount, specification.Tcp.Count);
        Assert.Equal(Enumerable.Range(0, PortSet.PortCount).Select(port => (ushort)port), specification.Tcp.Ports);
        Assert.Equal(0, specification.Udp.Count);
    }

    [Fact]
    public void The_sentence_of_what_is_allowed_ends_in_an_example_that_is_allowed()
    {
        var example = PortSpecification.Allowed.ToString()[(PortSpecification.Allowed.ToString().LastIndexOf(' ') + 1)..^1];
        Assert.True(PortSpecification.TryParse(example, out _, out var error), error?.Message);
    }
}
