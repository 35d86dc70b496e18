using Microsoft.Playwright;

namespace PortScanner.Browser.Fixtures;

/// <summary>Everything that a page has a screen reader tell by itself, whichever of its live regions it writes it into.</summary>
internal sealed class Heard
{
    private const string Listen = """
        window.heard = [];
        new MutationObserver((records) => {
          const elements = records.map(({ target }) => target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement);
          const regions = new Set(elements.map((element) => element?.closest('[role=status], [role=alert], [role=log], [aria-live]')));
          regions.forEach((region) => region?.textContent && window.heard.push(region.textContent));
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    private readonly IPage _page;

    private Heard(IPage page) => _page = page;

    /// <summary>Listens to the pages that a tab will open.</summary>
    public static async Task<Heard> ListenAsync(IPage tab)
    {
        await tab.AddInitScriptAsync(Listen);
        return new Heard(tab);
    }

    /// <summary>What was told so far, in its order.</summary>
    public async Task<IReadOnlyList<string>> AllAsync() => await _page.EvaluateAsync<string[]>("() => window.heard");
}
