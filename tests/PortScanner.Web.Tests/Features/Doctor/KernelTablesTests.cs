using FsCheck;
using FsCheck.Fluent;

using PortScanner.Engine.Identity;
using PortScanner.Web.Features.Doctor;

namespace PortScanner.Web.Tests.Features.Doctor;

/// <summary>What the doctor reads of the kernel.</summary>
public sealed class KernelTablesTests
{
    private const string Sockets = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   113        0 20133 1 0000000000000000 100 0 0 10 0
           1: 00000000000000000000000000000000:EE48 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0
        """;

    private const string SourcePorts = "61000-65535";

    private const string Drops = """
        table inet filter {
          chain input {
            type filter hook input priority filter; policy drop;
            tcp dport 22 accept
          }
          chain output {
            type filter hook output priority filter; policy accept;
            tcp dport 25 reject
          }
        }
        """;

    [Fact]
    public void Local_ports_are_read_of_both_families() => Assert.Equal([3306, 61000], SocketTable.LocalPorts(Sockets));

    [Fact]
    public void Table_that_is_cut_anywhere_is_read_as_far_as_it_goes()
    {
        for (var length = 0; length < Sockets.Length; length++)
        {
            Assert.InRange(SocketTable.LocalPorts(Sockets[..length]).Count(), 0, 2);
        }
    }

    [Fact]
    public void Any_text_is_read() =>
        Prop.ForAll<NonNull<string>>(text => SocketTable.LocalPorts(text.Get).All(port => port is >= 0 and <= ushort.MaxValue) && LocalFirewall.Judge(text.Get, SourcePorts).Sentence.Length > 0)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Rules_that_stop_what_goes_out_are_told_by_their_chain()
    {
        var result = LocalFirewall.Judge(Drops, SourcePorts);

        Assert.Equal(Severity.Notice, result.Severity);
        Assert.Contains("(chains output)", result.Sentence, StringComparison.Ordinal);
    }

    /// <summary>The capture sees what the kernel's own rules drop; the kernel does not, and so resets nothing.</summary>
    [Theory]
    [InlineData("type filter hook input priority filter; policy drop;\ntcp dport 22 accept", true)]
    [InlineData("type filter hook input priority filter; policy drop;\nct state established,related accept\ntcp dport 22 accept", false)]
    [InlineData("type filter hook input priority filter; policy drop;\nct state vmap { established : accept, related : accept, invalid : drop }", false)]
    [InlineData("type filter hook input priority filter; policy drop;\ntcp dport { 22, 61000-65535 } accept", false)]
    [InlineData("type filter hook input priority filter; policy accept;\ntcp flags & (syn | ack) == syn | ack drop", true)]
    [InlineData("type filter hook input priority filter; policy accept;\ntcp dport 65000 drop", true)]
    [InlineData("type filter hook input priority filter; policy accept;\ntcp dport { 23, 25 } drop\nudp dport 123 drop\nct state invalid drop", false)]
    [InlineData("type filter hook input priority filter; policy accept;\naccept\ndrop", false)]
    [InlineData("type filter hook prerouting priority raw; policy accept;\ntcp dport 61000-65535 notrack\n}\nchain input {\ntype filter hook input priority filter; policy drop;\nct state established accept", true)]
    [InlineData("type filter hook ingress device \"eth0\" priority filter; policy accept;\ntcp flags syn,ack / syn,ack drop", true)]
    [InlineData("type filter hook input priority filter; policy drop;\njump before\n}\nchain before {\nct state related,established counter packets 0 bytes 0 accept", false)]
    [InlineData("type filter hook input priority filter; policy accept;\njump all\n}\nchain all {\ndrop", true)]
    [InlineData("type filter hook forward priority filter; policy drop;", false)]
    public void Rules_that_stop_answers_on_their_way_in_are_told(string chain, bool isTold)
    {
        var result = LocalFirewall.Judge($"table inet filter {{\nchain first {{\n{chain}\n}}\n}}", SourcePorts);

        Assert.Equal(isTold ? Severity.Notice : Severity.Ok, result.Severity);
        Assert.Equal(isTold, result.Sentence.Contains("half open", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_on_the_way_out_are_told_where_a_chain_jumps_to_them() =>
        Assert.Contains(
            "(chains output)",
            LocalFirewall.Judge("table ip t {\nchain output {\ntype filter hook output priority 0; policy accept;\njump guard\n}\nchain guard {\ntcp dport 25 drop\n}\n}", SourcePorts).Sentence,
            StringComparison.Ordinal);

    [Fact]
    public void Policy_of_dropping_on_the_way_out_is_told() =>
        Assert.Contains("egress", LocalFirewall.Judge("chain egress {\n type filter hook egress device eth0 priority 0; policy drop;\n}", SourcePorts).Sentence, StringComparison.Ordinal);
}
