using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Pages;

/// <summary>The start page's word on the visitor's other address.</summary>
public sealed class OtherFamilyTests(TwoOriginsLab lab) : BrowserTest<TwoOriginsLab>(lab)
{
    [Theory, BothFamilies]
    public async Task Other_family_that_works_is_shown_with_its_address_and_a_link_to_test_it(Family family)
    {
        var (here, other) = Sides(family);
        var page = await OpenAsync(here);

        await Assertions.Expect(page.Locator(".other-family")).ToContainTextAsync($"It works too: there your address is {other.Client}.");
        await page.Locator(".other-family a").ClickAsync();

        await Assertions.Expect(page.Locator(".address-line")).ToContainTextAsync(other.Client.ToString());
    }

    [Theory, BothFamilies]
    public async Task Other_family_that_does_not_work_is_said_so(Family family)
    {
        var (here, other) = Sides(family);
        Firewall.Set(Router, "forward", other, $"tcp dport {ShippedProgram.Port} reject with tcp reset");

        var page = await OpenAsync(here);

        await Assertions.Expect(page.Locator(".other-family")).ToContainTextAsync("It does not work from here at the moment.");
    }

    private static (Side Here, Side Other) Sides(Family family) => family == Family.IPv4 ? (Side.V4, Side.V6) : (Side.V6, Side.V4);

    private async Task<IPage> OpenAsync(Side here)
    {
        var window = await OpenWindowAsync(here);
        window.Expect($"request to another origin: {TwoOriginsLab.Ipv4Origin}/");
        window.Expect($"request to another origin: {TwoOriginsLab.Ipv6Origin}/");
        window.Expect("net::ERR_CONNECTION");
        return await window.OpenAsync("/");
    }
}
