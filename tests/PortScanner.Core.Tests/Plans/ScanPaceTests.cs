using PortScanner.Core.Localization;
using PortScanner.Core.Plans;

namespace PortScanner.Core.Tests.Plans;

public class ScanPaceTests
{
    [Theory]
    [InlineData("normal", "normal", null)]
    [InlineData("NORMAL", "normal", null)]
    [InlineData("gentle", "gentle", 1)]
    [InlineData("1", "gentle", 1)]
    [InlineData("1s", "gentle", 1)]
    [InlineData("2", "2s", 2)]
    [InlineData("5s", "5s", 5)]
    [InlineData("60s", "60s", 60)]
    public void Name_or_seconds_are_a_pace_of_one_name(string text, string name, int? seconds)
    {
        Assert.True(ScanPace.TryParse(text, out var pace, out _));
        Assert.Equal(name, pace.Name);
        Assert.Equal(seconds, pace.Interval?.TotalSeconds);
        Assert.True(ScanPace.TryParse(pace.Name, out var again, out _));
        Assert.Equal(pace, again);
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("0")]
    [InlineData("0s")]
    [InlineData("61")]
    [InlineData("61s")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5s")]
    [InlineData("1 s")]
    [InlineData("1m")]
    [InlineData("5ss")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("٣")]
    public void Anything_else_is_none_and_the_error_says_what_is_allowed(string text)
    {
        Assert.False(ScanPace.TryParse(text, out var pace, out var error));
        Assert.Null(pace);
        Assert.Equal("This pace is not known; allowed is normal, gentle, or the seconds from one packet to the next, 1 to 60, such as 5s.", error.ToString());
        Assert.All(Languages.All, messages => Assert.Contains("gentle", messages.Format(error), StringComparison.Ordinal));
    }
}
