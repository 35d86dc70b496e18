namespace PortScanner.Web.Features.Pages;

/// <summary>The scripts of the start page, which make it live.</summary>
internal sealed class PageScripts(IWebHostEnvironment environment)
{
    private const string Folder = "/assets/js";

    /// <summary>
    /// The elements that load them: the one that begins, and hints for those that it needs, so that they are fetched at once instead of
    /// each when another has asked for it.
    /// </summary>
    public string Head { get; } = string.Concat(
        environment.WebRootFileProvider.GetDirectoryContents(Folder)
            .Select(file => file.Name)
            .Where(name => name.EndsWith(".js", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => name == "app.js"
                ? $"<script type=\"module\" src=\"{Folder}/{name}\"></script>\n"
                : $"<link rel=\"modulepreload\" href=\"{Folder}/{name}\"/>\n"));
}
