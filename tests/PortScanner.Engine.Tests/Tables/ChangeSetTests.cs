using PortScanner.Engine.Tables;

namespace PortScanner.Engine.Tests.Tables;

public sealed class ChangeSetTests
{
    [Fact]
    public void Marks_are_taken_once_and_in_order()
    {
        var changes = new ChangeSet(200);
        foreach (var index in new[] { 199, 0, 64, 63, 64 })
        {
            changes.Mark(index);
        }

        Assert.Equal([0, 63, 64, 199], changes.Take());
        Assert.Empty(changes.Take());
    }

    [Fact]
    public async Task Mark_that_is_set_while_marks_are_taken_is_never_lost()
    {
        const int count = 100_000;
        var changes = new ChangeSet(count);
        var isTaken = new bool[count];
        var marking = Task.Run(
            () =>
            {
                for (var i = 0; i < count; i++)
                {
                    changes.Mark((int)(i * 7919L % count));
                }
            },
            TestContext.Current.CancellationToken);
        while (!marking.IsCompleted)
        {
            Take();
        }

        await marking;
        Take();
        Assert.DoesNotContain(false, isTaken);

        void Take()
        {
            foreach (var index in changes.Take())
            {
                Assert.False(isTaken[index]);
                isTaken[index] = true;
            }
        }
    }
}
