using System.Xml.Linq;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Site;

/// <summary>The files of the pages: all there, all ours, and few bytes.</summary>
[Collection<SharedSiteTests>]
public sealed class AssetsTests(SharedSite shared)
{
    private const int MostBytes = 60_000;
    private const string Folder = "src/PortScanner.Web/wwwroot";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript",
        [".css"] = "text/css",
        [".svg"] = "image/svg+xml",
    };

    private readonly RunningSite _site = shared.Site;

    public static TheoryData<string> Paths =>
        [.. Repository.WrittenFiles().Where(file => file.StartsWith(Folder, StringComparison.Ordinal)).Select(file => file[Folder.Length..])];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Asset_is_served_and_asked_after_each_time(string path)
    {
        using var caller = _site.From();
        var answer = await caller.GetAsync(path);
        Assert.Equal((200, MediaTypes[Path.GetExtension(path)], "no-cache"), (answer.Status, answer.MediaType, answer.Header("Cache-Control")));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal(304, (await caller.GetAsync(path, $"If-None-Match: {answer.Header("ETag")}")).Status);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Asset_names_no_other_origin_and_makes_no_markup_of_text(string path)
    {
        var text = Repository.Read(Folder + path).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotMatch("https?:|//[a-z]+[.]|@import", text);
        Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document[.]write|eval\\(|new Function|document[.]cookie", text);
    }

    [Fact]
    public async Task Start_page_loads_every_asset_but_the_script_of_the_page_about_a_port_and_nothing_else()
    {
        using var caller = _site.From();
        const string portScript = "/assets/port.js";
        var start = References((await caller.GetAsync("/", "Accept: text/html")).Page);
        Assert.Equal(Paths.Select(row => row.Data).Order(StringComparer.Ordinal), start.Append(portScript).Order(StringComparer.Ordinal));
        Assert.Contains(portScript, References((await caller.GetAsync("/port", "Accept: text/html")).Page));
    }

    [Fact]
    public async Task Missing_asset_is_not_found()
    {
        using var caller = _site.From();
        Assert.Equal(404, (await caller.GetAsync("/assets/js/nothing.js")).Status);
        Assert.Equal(404, (await caller.GetAsync("/words/xx.json")).Status);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task First_page_with_all_that_it_loads_is_light(string language)
    {
        using var caller = _site.From();
        var page = (await caller.GetAsync($"/?lang={language}", "Accept: text/html")).Page;
        var sizes = new List<int> { await SizeAsync(caller, $"/?lang={language}"), await SizeAsync(caller, $"/words/{language}.json") };
        foreach (var path in References(page))
        {
            sizes.Add(await SizeAsync(caller, path));
        }

        // Some 300 bytes of headers come with each.
        Assert.InRange(sizes.Sum() + (300 * sizes.Count), 1, MostBytes);
    }

    [Fact]
    public async Task Words_of_the_page_are_in_its_language_with_placeholders_for_the_scripts_to_fill()
    {
        using var caller = _site.From();
        var english = await caller.GetAsync("/words/en.json");
        var german = await caller.GetAsync("/words/de.json");
        Assert.Equal("{asked} of {total} probes asked", english.Json.GetProperty("live.asked").GetString());
        Assert.Equal("{asked} von {total} Anfragen gestellt", german.Json.GetProperty("live.asked").GetString());
        Assert.Equal("{count} ports", english.Json.GetProperty("live.ports.other").GetString());
        Assert.Equal(304, (await caller.GetAsync("/words/de.json", $"If-None-Match: {german.Header("ETag")}")).Status);
    }

    [Fact]
    public async Task Answer_to_a_POST_is_not_compressed()
    {
        using var caller = _site.From();
        var answer = await caller.ScanAsync("consent=yes&ports=1&icmp=no&format=json", "Accept-Encoding: br, gzip");
        Assert.Null(answer.Header("Content-Encoding"));
    }

    private static IEnumerable<string> References(XDocument page) => page.Descendants()
        .Where(element => element.Name.LocalName is "link" or "script")
        .Select(element => (element.Attribute("href") ?? element.Attribute("src"))!.Value);

    private static async Task<int> SizeAsync(Caller caller, string path)
    {
        using var response = await caller.BeginAsync("GET", path, null, "Accept: text/html", "Accept-Encoding: br");
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains("br", response.Content.Headers.ContentEncoding);
        return body.Length;
    }
}
