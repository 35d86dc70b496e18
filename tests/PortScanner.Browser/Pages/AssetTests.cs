using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Pages;

/// <summary>The files that pages are made of.</summary>
public sealed class AssetTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private static string Folder => Path.Combine(BuiltProgram.Repository, "src/PortScanner.Web/wwwroot");

    public static TheoryData<string> Assets { get; } =
        new(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => file[Folder.Length..]).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Assets))]
    public async Task Asset_is_served_as_it_lies_in_the_repository(string path)
    {
        var page = await (await OpenWindowAsync(Side.V4)).NewTabAsync();

        var answer = await page.GotoAsync(path);

        Assert.Equal(200, answer!.Status);
        Assert.Equal(await File.ReadAllBytesAsync(Folder + path, TestContext.Current.CancellationToken), await answer.BodyAsync());
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
