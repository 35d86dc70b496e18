using PortScanner.Core.Plans;

namespace PortScanner.Core.Tests.Plans;

public sealed class PlanMarksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(21)]
    [InlineData(65_700)]
    public void Marked_places_are_marked_and_no_others(int count)
    {
        int[] places = [.. Enumerable.Range(0, count).Where(place => place % 3 == 0)];
        var marks = PlanMarks.Of(count, places);
        Assert.True(PlanMarks.Fit(marks, count));
        Assert.Equal(places, Enumerable.Range(0, count).Where(place => PlanMarks.Has(marks, place)));
    }

    [Fact]
    public void No_marks_mark_nothing_and_fit_every_plan()
    {
        Assert.True(PlanMarks.Fit([], 7));
        Assert.False(PlanMarks.Has([], 6));
    }

    [Theory]
    [InlineData(new byte[] { 0x80 }, 7)]
    [InlineData(new byte[] { 0, 0 }, 7)]
    [InlineData(new byte[] { 0 }, 9)]
    public void Marks_of_another_plan_do_not_fit(byte[] marks, int count) => Assert.False(PlanMarks.Fit(marks, count));
}
