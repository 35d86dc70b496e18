using System.Net;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Features.Admission;

public sealed class ScanLimitsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly IPAddress Household = IPAddress.Parse("2001:db8:1:2::1");

    private static readonly IPAddress Neighbour = IPAddress.Parse("2001:db8:1:2::2");

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Address_or_household_has_its_number_within_a_window_and_anew_in_the_next(string first, string second, bool share)
    {
        var limits = Limits(perAddress: 2);
        Assert.NotNull(limits.Ask(IPAddress.Parse(first)).Permit);
        Assert.NotNull(limits.Ask(IPAddress.Parse(first)).Permit);
        var answer = limits.Ask(IPAddress.Parse(second));
        Assert.Equal(share ? ScanLimit.Address : null, answer.Reached);

        _time.Advance(Window / 2);
        Assert.Equal(Window / 2, limits.Ask(IPAddress.Parse(first)).Wait);
        _time.Advance(Window / 2);
        Assert.NotNull(limits.Ask(IPAddress.Parse(first)).Permit);
    }

    [Fact]
    public void Site_has_its_number_however_many_networks_it_asks_from()
    {
        var limits = Limits(perSite: 3);
        Assert.All(Enumerable.Range(0, 3), i => Assert.NotNull(limits.Ask(InSite(i)).Permit));
        Assert.Equal(ScanLimit.Site, limits.Ask(InSite(77)).Reached);
        Assert.NotNull(limits.Ask(IPAddress.Parse("2001:db8:2::1")).Permit);
    }

    [Fact]
    public async Task Everyone_is_refused_when_the_number_in_all_is_used_up_and_asking_from_everywhere_is_not_remembered()
    {
        var limits = Limits(inAll: 100);
        for (var i = 0; i < 50_000; i++)
        {
            var permit = limits.Ask(Anywhere(i)).Permit;
            Assert.Equal(i < 100, permit is not null);
            await (permit?.UseAsync(Task.CompletedTask) ?? Task.CompletedTask);
        }

        Assert.Equal(ScanLimit.All, limits.Ask(IPAddress.Parse("192.0.2.1")).Reached);
        Assert.InRange(limits.Remembered, 200, 300);
        _time.Advance(Window);
        Assert.NotNull(limits.Ask(IPAddress.Parse("192.0.2.1")).Permit);
        Assert.Equal(1, limits.Remembered);
    }

    [Fact]
    public async Task Permit_that_no_scan_came_of_is_given_back_but_not_to_the_next_window()
    {
        var limits = Limits(perAddress: 1);
        await limits.Ask(Household).Permit!.GiveBackIfUnusedAsync();
        Assert.Equal(0, limits.Remembered);
        var late = limits.Ask(Household).Permit!;
        Assert.Equal(ScanLimit.Address, limits.Ask(Household).Reached);
        _time.Advance(Window);
        Assert.NotNull(limits.Ask(Household).Permit);
        await late.GiveBackIfUnusedAsync();
        Assert.Equal(ScanLimit.Address, limits.Ask(Household).Reached);
    }

    [Fact]
    public async Task Address_is_left_alone_after_its_scan_has_ended_and_its_neighbour_is_not()
    {
        var limits = Limits(cooldown: TimeSpan.FromSeconds(5));
        var scan = new TaskCompletionSource();
        var permit = limits.Ask(Household).Permit!;
        var used = permit.UseAsync(scan.Task);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.NotNull(limits.Ask(Household).Permit);

        scan.SetResult();
        await used;
        await permit.GiveBackIfUnusedAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        var answer = limits.Ask(Household);
        Assert.Equal((ScanLimit.Cooldown, TimeSpan.FromSeconds(3)), (answer.Reached, answer.Wait));
        Assert.NotNull(limits.Ask(IPAddress.Parse("2001:db8:1:2::2")).Permit);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(limits.Ask(Household).Permit);
    }

    [Fact]
    public async Task Cooldown_outlasts_the_window_that_it_began_in()
    {
        var limits = Limits(cooldown: TimeSpan.FromSeconds(5));
        _time.Advance(Window - TimeSpan.FromSeconds(1));
        await limits.Ask(Household).Permit!.UseAsync(Task.CompletedTask);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ScanLimit.Cooldown, limits.Ask(Household).Reached);
    }

    [Fact]
    public void Many_at_once_get_no_more_than_the_number()
    {
        var limits = Limits(perAddress: 50);
        var granted = 0;
        Parallel.For(0, 400, _ =>
        {
            if (limits.Ask(Household).Permit is not null)
            {
                Interlocked.Increment(ref granted);
            }
        });
        Assert.Equal(50, granted);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", ScanLimit.HouseholdAtOnce)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", null)]
    [InlineData("192.0.2.1", "192.0.2.1", null)]
    public void Household_has_so_many_at_once_and_its_neighbour_as_many(string first, string second, object? reached)
    {
        var limits = Limits(atOncePerHousehold: 2);
        Assert.All(Enumerable.Range(0, 2), _ => Assert.NotNull(limits.Ask(IPAddress.Parse(first)).Permit));
        var answer = limits.Ask(IPAddress.Parse(second));
        Assert.Equal(reached, answer.Reached);
        Assert.Equal(reached is null ? TimeSpan.Zero : TimeSpan.FromSeconds(10), answer.Wait);
    }

    [Fact]
    public void Site_has_so_many_at_once_however_many_households_they_are_in()
    {
        var limits = Limits(atOncePerHousehold: 2, atOncePerSite: 3);
        Assert.All(Enumerable.Range(0, 3), i => Assert.NotNull(limits.Ask(InSite(i)).Permit));
        Assert.Equal(ScanLimit.SiteAtOnce, limits.Ask(InSite(77)).Reached);
        Assert.NotNull(limits.Ask(IPAddress.Parse("2001:db8:2::1")).Permit);
        Assert.NotNull(limits.Ask(IPAddress.Parse("192.0.2.1")).Permit);
    }

    [Fact]
    public async Task Scan_makes_way_for_another_of_its_household_however_it_ends_and_in_whichever_window()
    {
        var limits = Limits(atOncePerHousehold: 1);
        await limits.Ask(Household).Permit!.GiveBackIfUnusedAsync();
        var failing = new TaskCompletionSource();
        var permit = limits.Ask(Household).Permit!;
        var used = permit.UseAsync(failing.Task);
        await permit.GiveBackIfUnusedAsync();
        _time.Advance(Window);
        Assert.Equal(ScanLimit.HouseholdAtOnce, limits.Ask(Neighbour).Reached);

        failing.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => used);
        var late = limits.Ask(Neighbour).Permit!;
        _time.Advance(Window);
        await late.GiveBackIfUnusedAsync();
        await limits.Ask(Neighbour).Permit!.UseAsync(Task.CompletedTask);
        Assert.NotNull(limits.Ask(Household).Permit);
    }

    [Fact]
    public void Headers_tell_the_callers_own_limits_and_no_other()
    {
        var limits = Limits(perAddress: 20, perSite: 60);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        var headers = new HeaderDictionary();
        RateLimitHeaders.Write(headers, limits.Ask(Household).States);
        Assert.Equal("\"address\";q=20;w=600, \"site\";q=60;w=600", headers["RateLimit-Policy"].ToString());
        Assert.Equal("\"address\";r=19;t=600, \"site\";r=59;t=600", headers["RateLimit"].ToString());
        RateLimitHeaders.Write(headers, limits.Ask(IPAddress.Parse("192.0.2.1")).States);
        Assert.Equal("\"address\";r=19;t=600", headers["RateLimit"].ToString());
    }

    [Fact]
    public void Keyed_hash_names_a_network_alike_and_nothing_else_and_otherwise_under_another_key()
    {
        var names = new KeyedHash();
        var address = IPAddress.Parse("192.0.2.1");
        Assert.Equal(names.Of(Household, 48), names.Of(IPAddress.Parse("2001:db8:1:ffff::"), 48));
        Assert.Equal(
            5, new[] { names.Of(Household, 48), names.Of(Household, 64), names.Of(Household, 128), names.Of(address, 32), new KeyedHash().Of(address, 32) }.Distinct().Count());
    }

    [Fact]
    public void Default_share_is_a_quarter_and_a_small_site_has_one_gentle_scan()
    {
        Assert.Equal(250, ScanLimitSettings.Read(new AdmissionOptions(), []).GentleAtOnce);
        Assert.Equal(1, ScanLimitSettings.Read(new AdmissionOptions { MaximumLiveScans = 1, GentleShare = 1 }, []).GentleAtOnce);
    }

    private static IPAddress InSite(int network) => IPAddress.Parse($"2001:db8:1:{network:x}::1");

    private static IPAddress Anywhere(int i) => IPAddress.Parse($"2001:db8:{i:x}::{i:x}");

    private ScanLimits Limits(
        int perAddress = 1000, int perSite = 1000, int inAll = 1000, TimeSpan cooldown = default, int atOncePerHousehold = 1000, int atOncePerSite = 1000) =>
        new(new ScanLimitSettings(perAddress, perSite, inAll, Window, cooldown == default ? TimeSpan.FromSeconds(1) : cooldown, atOncePerHousehold, atOncePerSite), _time);
}
