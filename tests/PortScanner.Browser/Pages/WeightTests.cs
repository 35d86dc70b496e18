using Microsoft.Playwright;

using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;

namespace PortScanner.Browser.Pages;

public sealed class WeightTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    [Fact]
    public async Task First_page_with_everything_that_it_loads_weighs_less_than_60_kilobytes()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        var requests = new List<IRequest>();
        page.RequestFinished += (_, request) => requests.Add(request);

        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });

        var bytes = 0;
        foreach (var request in requests)
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseHeadersSize + sizes.ResponseBodySize;
        }

        Assert.Contains(requests, request => request.Url.EndsWith(".js", StringComparison.Ordinal));
        Assert.InRange(bytes, 1, 60_000);
    }
}
