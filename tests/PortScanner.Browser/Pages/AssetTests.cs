using PortScanner.Browser.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Browser.Pages;

/// <summary>The files that pages are made of.</summary>
public sealed class AssetTests(BrowserLab lab) : BrowserTest<BrowserLab>(lab)
{
    private const string Fetch = """
        paths => Promise.all(paths.map(async path => {
          const answer = await fetch(path);
          return `${answer.status} ${btoa(String.fromCharCode(...new Uint8Array(await answer.arrayBuffer())))}`;
        }))
        """;

    private static string Folder => Path.Combine(BuiltProgram.Repository, "src/PortScanner.Web/wwwroot");

    [Fact]
    public async Task Assets_are_served_as_they_lie_in_the_repository()
    {
        var page = await OpenAsync("/");
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);

        var answers = await page.EvaluateAsync<string[]>(Fetch, files.Select(file => file[Folder.Length..]).ToArray());

        var lying = files.Select(file => $"200 {Convert.ToBase64String(File.ReadAllBytes(file))}");
        Assert.Equal(lying, answers);
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
