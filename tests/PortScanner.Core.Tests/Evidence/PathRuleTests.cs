using PortScanner.Core.Evidence;
using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Evidence;

public sealed class PathRuleTests
{
    [Theory]
    [InlineData(false, false, true, true, Reason.TesterFiltered)]
    [InlineData(true, true, true, true, Reason.TesterPath)]
    [InlineData(true, false, false, false, Reason.TesterPath)]
    [InlineData(null, false, true, false, Reason.TesterPath)]
    [InlineData(null, false, false, false, Reason.TesterPath)]
    [InlineData(true, false, true, false, null)]
    [InlineData(null, false, false, true, null)]
    public void Silence_is_the_targets_only_where_the_testers_path_is_seen_to_work(bool? passage, bool wasCut, bool wasHeard, bool isAnswered, Reason? doubt) =>
        Assert.Equal(doubt, PathRule.DoubtOf(passage, wasCut, wasHeard, isAnswered));

    [Fact]
    public void Silence_to_one_tester_of_what_another_was_answered_is_not_proved() =>
        Assert.Equal(Reason.TesterPath, PathRule.DoubtOf(true, wasCut: false, wasHeard: true, isAnswered: true, isMissed: true));
}
