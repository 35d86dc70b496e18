using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>What axe finds on a page.</summary>
internal static class Accessibility
{
    // What passes is named by one element only: to find a name for each takes axe longer than the rest.
    private static readonly HashSet<ResultType> OnlyViolations = [ResultType.Violations];

    // WCAG 2.2 AA, and what axe's makers hold to be good practice beside it.
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = OnlyViolations,
    };

    // The cells of a port map are all made alike, and axe takes minutes for a thousand: a few rows of each map stand for all.
    private static readonly AxeRunContext WithFewCells = new() { Exclude = [new AxeSelector("[role=row]:nth-of-type(n+5) > [role=gridcell]")] };

    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] }, ResultTypes = OnlyViolations };

    /// <summary>Fails with what a page breaks, in both colour schemes.</summary>
    public static async Task CheckAsync(IPage page)
    {
        await CheckAsync(page, ColorScheme.Light, Everything);
        await CheckAsync(page, ColorScheme.Dark, Colours);
    }

    private static async Task CheckAsync(IPage page, ColorScheme scheme, AxeRunOptions rules)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var result = await page.RunAxe(WithFewCells, rules);
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{page.Url}, {scheme}:\n{string.Join('\n', result.Violations.SelectMany(Lines))}");
    }

    private static IEnumerable<string> Lines(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}\n{Why(node)}");

    private static string Why(AxeResultNode node) =>
        string.Join('\n', node.Any.Concat(node.All).Concat(node.None).Select(check => $"  {check.Message}"));
}
