using FsCheck;
using FsCheck.Fluent;

using PortScanner.Web.Features.Doctor;

namespace PortScanner.Web.Tests.Doctor;

/// <summary>What the doctor reads of the kernel.</summary>
public sealed class KernelTablesTests
{
    private const string Sockets = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   113        0 20133 1 0000000000000000 100 0 0 10 0
           1: 00000000000000000000000000000000:EE48 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0
        """;

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
        Prop.ForAll<NonNull<string>>(text => SocketTable.LocalPorts(text.Get).All(port => port is >= 0 and <= ushort.MaxValue) && LocalFirewall.Judge(text.Get).Sentence.Length > 0)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Rules_that_stop_what_goes_out_are_told_by_their_chain()
    {
        var finding = LocalFirewall.Judge(Drops);

        Assert.Equal(Gravity.Notice, finding.Gravity);
        Assert.Contains("(chains output)", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_stop_only_what_comes_in_are_right() =>
        Assert.Equal(Gravity.Right, LocalFirewall.Judge(Drops.Replace("reject", "accept", StringComparison.Ordinal)).Gravity);

    [Fact]
    public void Policy_of_dropping_on_the_way_out_is_told() =>
        Assert.Contains("egress", LocalFirewall.Judge("chain egress {\n type filter hook egress device eth0 priority 0; policy drop;\n}").Sentence, StringComparison.Ordinal);
}
