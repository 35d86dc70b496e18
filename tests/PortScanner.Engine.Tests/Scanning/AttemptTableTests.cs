using PortScanner.Engine.Scanning;

namespace PortScanner.Engine.Tests.Scanning;

public sealed class AttemptTableTests
{
    [Fact]
    public void Packet_of_a_pass_is_an_attempt_and_a_control_is_none()
    {
        var table = new AttemptTable(2);
        table.Send(1, 0, 10);
        table.Send(~1, 3, 20);
        Assert.Equal(1, table.AttemptsOf(1));
        Assert.Equal(20, table.SentAt(1));
        Assert.True(table.IsLastPass(1, 3));
        Assert.Equal(0, table.AttemptsOf(0));
    }

    [Fact]
    public void Refused_packet_is_no_attempt_and_a_refused_control_changes_nothing()
    {
        var table = new AttemptTable(1);
        table.Send(0, 0, 10);
        table.Send(0, 1, 20);
        table.OnRefused(0);
        table.Send(~0, 1, 20);
        table.OnRefused(~0);
        Assert.Equal(1, table.AttemptsOf(0));
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
