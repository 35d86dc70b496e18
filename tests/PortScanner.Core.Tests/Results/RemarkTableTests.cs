using PortScanner.Core.Results;

namespace PortScanner.Core.Tests.Results;

public sealed class RemarkTableTests
{
    [Fact]
    public void Each_flag_has_one_row_in_the_order_of_the_flags() => Assert.Equal(
        Enum.GetValues<Remarks>().Where(remark => remark != Remarks.None),
        RemarkTable.All.Select(row => row.Remark));

    [Fact]
    public void Names_are_distinct_words_for_programs()
    {
        Assert.All(RemarkTable.All, row => Assert.Matches("^[a-z]+(-[a-z]+)*$", row.Name));
        Assert.Distinct(RemarkTable.All.Select(row => row.Name));
    }

    [Fact]
    public void Infos_are_those_of_the_flags_that_are_set()
    {
        Assert.Empty(Remarks.None.Infos());
        Assert.Equal(
            ["provisional", "other-distance"],
            (Remarks.HopCountAnomaly | Remarks.Provisional).Infos().Select(row => row.Name));
    }
}
