using PortScanner.Core.Results;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Schedule;

public sealed class SendOrderTests
{
    private const int Probes = 100;

    [Fact]
    public void Probes_to_be_asked_first_come_in_turn_before_all_others_until_they_are_decided()
    {
        var answers = new AnswerTable(Probes);
        var order = new SendOrder(Probes, _ => 0);
        order.Add([.. Enumerable.Range(0, Probes)], 1);
        order.AskFirst(3);

        Assert.Equal([0, 1, 2, 0, 1], Enumerable.Range(0, 5).Select(_ => Take(order, answers)));

        answers.Record(2, new Answer(Reason.AdminProhibited, null, 60, null, 1), neededRetry: false);
        Assert.Equal([0, 1, 0, 1], Enumerable.Range(0, 4).Select(_ => Take(order, answers)));
    }

    [Fact]
    public void Probes_that_are_asked_first_take_no_other_ones_place()
    {
        var answers = new AnswerTable(Probes);
        var order = new SendOrder(Probes, _ => 0);
        order.Add([.. Enumerable.Range(0, Probes)], 1);
        order.AskFirst(3);

        HashSet<int> taken = [];
        while (order.TryTake(answers, out var next))
        {
            taken.Add(next.Probe);
        }

        Assert.Equal(Probes, taken.Count);
    }

    [Fact]
    public void What_was_added_before_stays_before_what_is_shuffled()
    {
        var order = new SendOrder(Probes, new SeededRandom(1, 0).Next);
        order.Add([7, 5], 1);
        order.Add([.. Enumerable.Range(10, 50)], 1);
        order.Shuffle(from: 2);

        var answers = new AnswerTable(Probes);
        var taken = Enumerable.Range(0, 52).Select(_ => Take(order, answers)).ToList();
        Assert.Equal([7, 5], taken[..2]);
        Assert.NotEqual(Enumerable.Range(10, 50), taken[2..]);
        Assert.Equal(Enumerable.Range(10, 50), taken[2..].Order());
    }

    private static int Take(SendOrder order, AnswerTable answers)
    {
        Assert.True(order.TryTake(answers, out var next));
        return next.Probe;
    }
}
