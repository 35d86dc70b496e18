using System.Globalization;
using System.Net;

using Microsoft.Extensions.Time.Testing;

using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Tests.Features.Admission;

public sealed class RefusedFormsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Address_or_household_has_its_number_within_a_window_and_anew_in_the_next(string first, string second, bool share)
    {
        var forms = Forms(perAddress: 2);
        Refuse(forms, first);
        Assert.Null(forms.ReachedFor(IPAddress.Parse(first)));
        Refuse(forms, first);
        Assert.Equal(share ? ScanLimit.FormsOfAddress : null, forms.ReachedFor(IPAddress.Parse(second))?.Reached);

        _time.Advance(Window / 4);
        Assert.Equal(Window * 3 / 4, forms.ReachedFor(IPAddress.Parse(first))?.Wait);
        _time.Advance(Window * 3 / 4);
        Assert.Null(forms.ReachedFor(IPAddress.Parse(first)));
        Assert.Equal(0, forms.Remembered);
    }

    [Fact]
    public void Site_has_its_number_however_many_networks_its_forms_come_from()
    {
        var forms = Forms(perSite: 3);
        Assert.All(Enumerable.Range(0, 3), i => Refuse(forms, $"2001:db8:1:{i:x}::1"));
        Assert.Equal(ScanLimit.FormsOfSite, forms.ReachedFor(IPAddress.Parse("2001:db8:1:77::1"))?.Reached);
        Assert.Null(forms.ReachedFor(IPAddress.Parse("2001:db8:2::1")));
    }

    [Fact]
    public void Stranger_with_networks_without_number_fills_no_memory_and_shuts_nobody_out()
    {
        var forms = Forms(perAddress: 1);
        forms.Count(Address);
        for (var i = 0; i < RefusedForms.MostRemembered; i++)
        {
            Refuse(forms, string.Create(CultureInfo.InvariantCulture, $"2001:{i >> 16:x}:{i & 0xFFFF:x}::1"));
        }

        Assert.Equal(RefusedForms.MostRemembered, forms.Remembered);
        Assert.NotNull(forms.ReachedFor(Address));
        Assert.Null(forms.ReachedFor(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Nobody_is_counted_who_has_no_address()
    {
        var forms = Forms(perAddress: 1);
        forms.Count(null);
        Assert.Null(forms.ReachedFor(null));
        Assert.Equal(0, forms.Remembered);
    }

    [Fact]
    public void Looking_counts_nothing()
    {
        var forms = Forms(perAddress: 1);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(forms.ReachedFor(Address)));
        Assert.Equal(0, forms.Remembered);
    }

    private static void Refuse(RefusedForms forms, string caller) => forms.Count(IPAddress.Parse(caller));

    private RefusedForms Forms(int perAddress = int.MaxValue, int perSite = int.MaxValue) =>
        new(new ScanLimitSettings(1, 1, 1, Window, TimeSpan.Zero, 1, 1) { FormsPerAddress = perAddress, FormsPerSite = perSite }, _time);
}
