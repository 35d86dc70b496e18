using System.Globalization;

using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>The report as a page without script.</summary>
internal static class WrittenReport
{
    private const string ReadSections = """
        main => [...main.querySelectorAll('h3[class]')].flatMap(heading => {
          const found = [];
          for (let next = heading.nextElementSibling; next && next.tagName !== 'H3'; next = next.nextElementSibling) {
            found.push(...[...next.querySelectorAll('li')].map(item => [heading.className, item.querySelector('strong').textContent, item.textContent]));
          }
          return found;
        })
        """;

    /// <summary>The state of each port, out of the result's sections; a port that is in two is there twice.</summary>
    public static async Task<ILookup<(string Protocol, int Port), string>> StatesAsync(IPage page)
    {
        var items = await page.Locator("main").EvaluateAsync<string[][]>(ReadSections);
        return items.SelectMany(item => Ports(item[1], item[2]).Select(port => (Port: port, State: item[0]))).ToLookup(pair => pair.Port, pair => pair.State);
    }

    // An exposure begins with "22/tcp", a list of ports with "tcp" and goes on with "24, 111, 1000-1003".
    private static IEnumerable<(string Protocol, int Port)> Ports(string title, string text) => title.Split('/') is [var one, var protocol]
        ? [(protocol, Number(one))]
        : text[title.Length..].Split(',').SelectMany(Range).Select(port => (title, port));

    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-');
        return Enumerable.Range(Number(ends[0]), Number(ends[^1]) - Number(ends[0]) + 1);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
}
