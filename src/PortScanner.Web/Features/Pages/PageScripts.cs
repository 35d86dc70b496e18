using Microsoft.Extensions.FileProviders;

namespace PortScanner.Web.Features.Pages;

/// <summary>The scripts of the start page, which make it live.</summary>
internal sealed class PageScripts(IWebHostEnvironment environment)
{
    private const string Folder = "/assets/js";
    private const string Beginning = $"{Folder}/app.js";

    /// <summary>
    /// The elements that load them: the one that begins, and hints for those that it needs, so that they are fetched at once instead of
    /// each when another has asked for it.
    /// </summary>
    public string Head { get; } = string.Concat(
        FilesIn(environment.WebRootFileProvider, Folder)
            .Where(path => path.EndsWith(".js", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => path == Beginning
                ? $"<script type=\"module\" src=\"{path}\"></script>\n"
                : $"<link rel=\"modulepreload\" href=\"{path}\"/>\n"));

    private static IEnumerable<string> FilesIn(IFileProvider files, string folder) => files.GetDirectoryContents(folder)
        .SelectMany(file => file.IsDirectory ? FilesIn(files, $"{folder}/{file.Name}") : [$"{folder}/{file.Name}"]);
}
