using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Listeners.Services;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Scenarios;

/// <summary>What UDP services send back for what they are sent.</summary>
public sealed class AmplificationTests(ScanLab lab) : LabTest<ScanLab>(lab)
{
    [Theory, BothFamilies]
    public void Service_that_answers_a_request_with_as_much_is_measured_and_harmless(Family family)
    {
        Serve(Client, new NtpService());

        var row = Scan(family, "U:123").Single(row => row.Probe == "ntp");

        var measured = row.Amplification!;
        Assert.Equal((48 * measured.RequestPackets, 48 * measured.ReplyPackets), (measured.RequestBytes, measured.ReplyBytes));
        Assert.False(measured.Abusable);
    }

    [Theory, BothFamilies]
    public void Service_that_sends_many_datagrams_for_one_is_measured_with_all_of_them(Family family)
    {
        Serve(Client, new GenerousService(53));

        var measured = Scan(family, "U:53").Single().Amplification!;

        // A request that is repeated is answered again: the factor stays what one request gets.
        Assert.Equal((17 * measured.RequestPackets, 4 * measured.RequestPackets), (measured.RequestBytes, measured.ReplyPackets));
        Assert.Equal(GenerousService.AnswerLength * measured.ReplyPackets, measured.ReplyBytes);
        Assert.Equal(117.65, measured.Factor);
        Assert.True(measured.Abusable);
    }

    // 3,000 bytes come in fragments, 1,440 in one packet that is as long as the path allows on IPv6.
    [Theory]
    [InlineData(Family.IPv4, 1440)]
    [InlineData(Family.IPv4, 3000)]
    [InlineData(Family.IPv6, 1440)]
    [InlineData(Family.IPv6, 3000)]
    public void Datagram_is_measured_whole_in_however_many_fragments_it_comes(Family family, int length)
    {
        Serve(Client, new ChargenService(length));

        var row = Scan(family, "U:19").Single();

        var measured = row.Amplification!;
        Assert.Equal("open udp-reply", row.Answer);
        Assert.Equal((measured.RequestPackets, measured.RequestPackets), (measured.RequestBytes, measured.ReplyPackets));
        Assert.Equal((length * measured.ReplyPackets, (double)length, true), (measured.ReplyBytes, measured.Factor, measured.Abusable));
    }

    [Fact]
    public void Mac_that_answers_five_bytes_with_a_thousand_is_called_what_it_is()
    {
        Serve(Client, new AppleRemoteDesktopService());

        var measured = Scan(Family.IPv4, "U:3283").Single().Amplification!;

        Assert.Equal(201.2, measured.Factor);
        Assert.True(measured.Abusable);
    }

    [Theory, BothFamilies]
    public void Ports_that_send_nothing_over_UDP_have_no_amplification(Family family)
    {
        OpenTcp(Client, 22);

        Assert.All(Scan(family, "22,U:53"), row => Assert.Null(row.Amplification));
    }

    private IReadOnlyList<ScanRow> Scan(Family family, string ports) => VisitorOf(Side.Of(family)).Scan(new ScanForm { Ports = ports }).Results;
}
