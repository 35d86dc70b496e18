using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>What axe finds on a page.</summary>
internal static class Accessibility
{
    // WCAG 2.2 AA, and what axe's makers hold to be good practice beside it.
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    /// <summary>Fails with what a page breaks, in both colour schemes.</summary>
    public static async Task CheckAsync(IPage page)
    {
        await CheckAsync(page, ColorScheme.Light, Everything);
        await CheckAsync(page, ColorScheme.Dark, Colours);
    }

    private static async Task CheckAsync(IPage page, ColorScheme scheme, AxeRunOptions rules)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var result = await page.RunAxe(rules);
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{page.Url}, {scheme}:\n{string.Join('\n', result.Violations.SelectMany(Lines))}");
    }

    private static IEnumerable<string> Lines(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}\n{Why(node)}");

    private static string Why(AxeResultNode node) =>
        string.Join('\n', node.Any.Concat(node.All).Concat(node.None).Select(check => $"  {check.Message}"));
}
