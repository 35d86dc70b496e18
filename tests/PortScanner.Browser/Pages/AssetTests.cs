using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Pages;

/// <summary>The files that pages are made of.</summary>
public sealed class AssetTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private static string Folder => Path.Combine(BuiltProgram.Repository, "src/PortScanner.Web/wwwroot");

    [Fact]
    public async Task Assets_are_served_as_they_lie_in_the_repository()
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);

        foreach (var file in files)
        {
            var answer = await page.GotoAsync(file[Folder.Length..]);

            Assert.Equal(200, answer!.Status);
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await answer.BodyAsync());
        }
    }

    [Theory]
    [InlineData("/assets/missing.css")]
    [InlineData("/missing")]
    public async Task Missing_page_is_not_found(string path)
    {
        var window = await OpenWindowAsync(Side.V4);
        window.Expect("404");

        Assert.Equal(404, (await (await window.NewTabAsync()).GotoAsync(path))!.Status);
    }
}
