using PortScanner.Engine.Sending;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

public sealed class AttemptTableTests
{
    [Fact]
    public void Packet_of_a_pass_is_an_attempt_and_a_control_is_none()
    {
        var table = new AttemptTable(2);
        table.Send(1, 0, 10);
        table.SendControl(1, 3, 20);
        Assert.Equal(1, table.AttemptsOf(1));
        Assert.Equal(20, table.SentAt(1));
        Assert.Equal(20, table.SentAt(1, 3));
        Assert.Equal(10, table.SentAt(1, 0));
        Assert.Equal(0, table.SentAt(1, 2));
        Assert.Equal(0, table.AttemptsOf(0));
    }

    [Fact]
    public void Refused_packet_is_no_attempt_and_a_refused_control_changes_nothing()
    {
        var table = new AttemptTable(1);
        table.Send(0, 0, 10);
        table.Send(0, 1, 20);
        table.OnRefused(new Send(0), SendError.NotSent);
        table.SendControl(0, 1, 20);
        table.OnRefused(new Send(0, IsControl: true), SendError.NotSent);
        Assert.Equal(1, table.AttemptsOf(0));
    }

    [Fact]
    public void Answer_to_the_first_packet_that_left_is_no_retry_whatever_was_refused_before()
    {
        var table = new AttemptTable(1);
        table.Send(0, 0, 10);
        table.OnRefused(new Send(0), SendError.NotSent);
        table.Send(0, 1, 20);
        Assert.Equal((5u, false), table.Answered(0, 1, 25));
        table.Send(0, 2, 30);
        Assert.Equal((7u, true), table.Answered(0, 2, 37));
        Assert.Equal((30u, false), table.Answered(0, 1, 50));
    }

    [Fact]
    public void Time_of_a_pass_is_forgotten_when_four_more_have_left()
    {
        var table = new AttemptTable(2);
        for (var pass = 0; pass < 5; pass++)
        {
            table.Send(1, pass, 100 + pass);
        }

        Assert.Equal(0, table.SentAt(1, 0));
        Assert.Equal(101, table.SentAt(1, 1));
        Assert.Equal(104, table.SentAt(1));
    }

    [Fact]
    public void Attempts_are_counted_up_to_255()
    {
        var table = new AttemptTable(1);
        for (var i = 0; i < 300; i++)
        {
            table.Send(0, i % 64, i);
        }

        Assert.Equal(255, table.AttemptsOf(0));
    }
}
