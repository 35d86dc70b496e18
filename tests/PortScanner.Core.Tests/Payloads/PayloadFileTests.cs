using System.Text;

using PortScanner.Core.Payloads;

namespace PortScanner.Core.Tests.Payloads;

public sealed class PayloadFileTests
{
    private const string NmapsOwn = "/usr/share/nmap/nmap-payloads";

    [Theory]
    [InlineData("""udp 4711 "abc" """, "abc")]
    [InlineData("""udp 4711 "abc" "def"  # rest """, "abcdef")]
    [InlineData("# first\nudp 4711\n  \"abc\"\n# between\n  \"def\"\nsource 500\n", "abcdef")]
    [InlineData("udp\n4711\r\n\"abc\"\r\n", "abc")]
    [InlineData("""udp 1,4700-4800,9 "a#b \"c\" \\ \?" """, "a#b \"c\" \\ ?")]
    [InlineData("""udp 4711 "\x00\xfF\x41" """, "\0\u00FFA")]
    [InlineData("""udp 4711 "\0\1\18\377\0012" """, "\0\u0001\u00018\u00FF\u00012")]
    [InlineData("""udp 4711 "\a\b\f\n\r\t\v" """, "\a\b\f\n\r\t\v")]
    [InlineData("udp 4711 \"\u0085\u00A0\"", "\u0085\u00A0")]
    [InlineData("udp 4711\"abc\"\"def\"#x", "abcdef")]
    public void Entry_is_read(string text, string payload) => Assert.Equal([payload], Payloads(text, 4711));

    [Fact]
    public void Entries_of_one_port_keep_their_order_and_the_same_payload_counts_once()
    {
        const string text = "udp 1,2 \"a\"\nudp 2-3 \"b\"\nudp 2 \"a\"";
        Assert.Equal(["a"], Payloads(text, 1));
        Assert.Equal(["a", "b"], Payloads(text, 2));
        Assert.Equal(["b"], Payloads(text, 3));
        Assert.Empty(Payloads(text, 4));
    }

    [Fact]
    public void Sources_are_counted()
    {
        var payloads = Read("udp 1 \"a\" source 500\nudp 2 \"b\"\nudp 3 \"c\"\n  source 5353");
        Assert.Equal((3, 2), (payloads.Count, payloads.IgnoredSources));
    }

    [Fact]
    public void Entries_of_many_ports_do_not_join_the_profiles()
    {
        var payloads = Read("udp 100-131 \"a\"\nudp 200-232 \"b\"\nudp 230 \"c\"");
        Assert.Equal([.. Enumerable.Range(100, 32).Select(port => (ushort)port), 230], payloads.ProfilePorts.Ports);
        Assert.Equal(2, payloads.Of(230).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n\n")]
    public void File_without_entries_has_no_payloads(string text) => Assert.Equal(0, Read(text).Count);

    [Fact]
    [Trait("Needs", "nmap")]
    public void Nmaps_own_file_is_read_whole()
    {
        Assert.SkipUnless(File.Exists(NmapsOwn), "nmap's payload file is not installed");
        var text = File.ReadAllText(NmapsOwn, Encoding.Latin1);
        var payloads = Read(text);
        Assert.Equal(text.Split('\n').Count(line => line.StartsWith("udp ", StringComparison.Ordinal)), payloads.Count);
    }

    [Theory]
    [InlineData("tcp 53 \"a\"", 1, "tcp", "allowed is udp")]
    [InlineData("\n\"a\"", 2, "\"a\"", "payload without ports")]
    [InlineData("udp \"a\"", 1, "\"a\"", "payload without ports")]
    [InlineData("udp 53 54 \"a\"", 1, "54", "strings in double quotes")]
    [InlineData("udp 53 udp 54 \"a\"", 1, "", "needs a payload")]
    [InlineData("udp 53 \"a\"\nudp", 2, "", "needs ports")]
    [InlineData("udp 53,70000 \"a\"", 1, "70000", "from 0 to 65535")]
    [InlineData("udp 53, \"a\"", 1, "53,", "without blanks")]
    [InlineData("udp 9-7 \"a\"", 1, "9-7", "from 0 to 65535")]
    [InlineData("udp T:53 \"a\"", 1, "T:53", "prefix")]
    [InlineData("udp 53\n\"a", 2, "\"a", "not closed")]
    [InlineData("udp 53 \"a\\\"", 1, "\"a\\\"", "not closed")]
    [InlineData("udp 53 \"\\q\"", 1, "\"\\q\"", "unknown escape \\q")]
    [InlineData("udp 53 \"\\x1\"", 1, "\"\\x1\"", "two hexadecimal digits")]
    [InlineData("udp 53 \"\\400\"", 1, "\"\\400\"", "\\377")]
    [InlineData("udp 53 \"\\", 1, "\"\\", "unknown escape")]
    [InlineData("udp 53 \"\u20AC\"", 1, "\"?\"", "no byte")]
    [InlineData("udp 53 \"a\" source", 1, "source", "no port behind it")]
    [InlineData("udp 53 \"a\" source\n500", 1, "source", "same line")]
    [InlineData("udp 53 \"a\" source 99999", 1, "99999", "no source port")]
    [InlineData("udp 53 \"a\" sauce 1", 1, "sauce", "source with a port")]
    [InlineData("udp 53 \"\"", 1, "", "empty")]
    [InlineData("\nudp 631 \"a\"", 2, "", "port 631 may have no payload")]
    [InlineData("udp 10000-11000 \"a\"", 1, "", "port 10074 may have no payload")]
    [InlineData("udp 1-10,20811 \"a\"", 1, "", "port 20811 may have no payload")]
    [InlineData("udp 9 \"a\"\nudp 9 \"b\"\nudp 9 \"c\"\nudp 9 \"d\"\nudp 9 \"e\"", 5, "", "port 9 has 5 payloads; allowed are 4")]
    public void Error_names_line_part_and_what_is_allowed(string text, int line, string part, string words)
    {
        var error = Assert.Single(Errors(text));
        Assert.Equal((line, part), (error.Line, error.Part));
        Assert.Contains($"Line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_all_entries_are_told_at_once() =>
        Assert.Equal([1, 4, 6], Errors("udp x \"a\"\n \"passed over\\q\"\nudp 1 \"good\"\n\"\\q\"\nudp 2 \"good\"\nudp 3").Select(error => error.Line));

    [Fact]
    public void Longest_payload_is_1400_bytes()
    {
        Assert.Equal(1400, Read($"udp 9 \"{new string('a', 700)}\" \"{new string('b', 700)}\"").Of(9)[0].Length);
        Assert.Contains("is 1401 bytes long; allowed are 1 to 1400.", Assert.Single(Errors($"udp 9 \"{new string('a', 1401)}\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_takes_256_probes_and_ports_with_a_probe_of_their_own_do_not_count()
    {
        var full = string.Concat(Enumerable.Range(0, 8).Select(i => $"udp {40000 + (32 * i)}-{40031 + (32 * i)} \"a\"\n")) + "udp 53,161 \"a\"\n";
        Assert.Equal(9, Read(full).Count);
        var error = Assert.Single(Errors(full + "udp 39999 \"a\""));
        Assert.Equal(0, error.Line);
        Assert.Contains("adds 257 probes to each profile; allowed are 256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_too_long_is_refused() =>
        Assert.Contains("longer than 1048576 bytes", Assert.Single(Errors(new string('#', PayloadFile.MaximumLength + 1))).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Payloads(string text, ushort port) => Read(text).Of(port).Select(payload => Encoding.Latin1.GetString(payload.Span));

    private static UdpPayloads Read(string text)
    {
        Assert.True(PayloadFile.TryParse(text, out var payloads, out var errors), string.Join('\n', errors.Select(error => error.Message)));
        Assert.Empty(errors);
        return payloads;
    }

    private static IReadOnlyList<PayloadFileError> Errors(string text)
    {
        Assert.False(PayloadFile.TryParse(text, out var payloads, out var errors));
        Assert.Null(payloads);
        return errors;
    }
}
