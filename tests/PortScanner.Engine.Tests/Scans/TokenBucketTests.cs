using PortScanner.Engine.Scans;

namespace PortScanner.Engine.Tests.Scans;

public sealed class TokenBucketTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Bucket_that_is_not_emptied_overflows_and_says_so()
    {
        var bucket = new TokenBucket(1000, 0.04);
        Assert.Equal(40, bucket.Allowance);
        bucket.Spend(40);
        Assert.False(bucket.Refill(Second / 100));
        Assert.Equal(10, bucket.Allowance);
        Assert.True(bucket.Refill(Second));
        Assert.Equal(40, bucket.Allowance);
    }

    [Fact]
    public void Slower_pace_takes_away_what_the_faster_one_had_left()
    {
        var bucket = new TokenBucket(10_000, 0.04);
        bucket.SetPace(1000);
        Assert.Equal(40, bucket.Allowance);
        bucket.Spend(40);
        bucket.Refill(Second / 100);
        Assert.Equal(10, bucket.Allowance);
    }

    [Fact]
    public void Slowest_pace_still_lets_single_packets_leave()
    {
        var bucket = new TokenBucket(20, 0.04);
        Assert.True(bucket.MaySend);
        bucket.Spend(1);
        Assert.False(bucket.MaySend);
        bucket.Refill(Second / 20);
        Assert.True(bucket.MaySend);
    }
}
