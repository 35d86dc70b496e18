using Microsoft.Extensions.Time.Testing;

using PortScanner.Web.Features.Cluster.Asking;

namespace PortScanner.Web.Tests.Features.Cluster.Asking;

/// <summary>A tester that is lost again and again is left alone for a while.</summary>
public sealed class TesterLossesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TesterLosses _losses;

    public TesterLossesTests() => _losses = new TesterLosses(_time);

    [Fact]
    public void Three_losses_in_ten_minutes_are_too_many()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _losses.Note("t1");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(_losses.IsResting("t1"));
        _losses.Note("t1");
        Assert.True(_losses.IsResting("t1"));
        Assert.False(_losses.IsResting("t2"));
        _time.Advance(TimeSpan.FromMinutes(8.1));
        Assert.False(_losses.IsResting("t1"));
    }

    [Fact]
    public void All_scans_that_are_lost_at_one_moment_are_one_loss()
    {
        foreach (var _ in Enumerable.Range(0, 50))
        {
            _losses.Note("t1");
        }

        Assert.False(_losses.IsResting("t1"));
    }
}
