using System.Text.Json;
using System.Xml.Linq;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Architecture;

/// <summary>A package of others whose files are shipped beside the program.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Licence">The SPDX expression that its makers give; null if they give none.</param>
/// <param name="Files">Its files, as paths below the program's folder.</param>
internal sealed record ShippedPackage(string Id, string? Licence, IReadOnlyList<string> Files)
{
    /// <summary>What the built program's own list of what it loads names, with the licences of the packages as they were restored.</summary>
    public static IReadOnlyList<ShippedPackage> All { get; } = [.. Read()];

    private static IEnumerable<ShippedPackage> Read()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(Repository.Assembly, ".deps.json")));
        using var assets = JsonDocument.Parse(Repository.Read("src/PortScanner.Web/obj/project.assets.json"));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = dependencies.RootElement.GetProperty("libraries");
        foreach (var target in dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject())
        {
            var library = libraries.GetProperty(target.Name);
            string[] files = [.. Shipped(target.Value)];
            if (library.GetProperty("type").GetString() == "package" && files.Length > 0)
            {
                yield return new(target.Name.Split('/')[0], LicenceIn(folders, library.GetProperty("path").GetString()!), files);
            }
        }
    }

    // deploy/package.sh leaves out what is for Windows.
    private static IEnumerable<string> Shipped(JsonElement target) =>
    [
        .. Names(target, "runtime").Select(file => Path.GetFileName(file.Name)),
        .. Names(target, "native").Select(file => Path.GetFileName(file.Name)),
        .. Names(target, "resources").Select(file => $"{file.Value.GetProperty("locale")}/{Path.GetFileName(file.Name)}"),
        .. Names(target, "runtimeTargets").Select(file => file.Name).Where(file => !file.StartsWith("runtimes/win", StringComparison.Ordinal)),
    ];

    private static JsonElement.ObjectEnumerator Names(JsonElement target, string kind) =>
        target.TryGetProperty(kind, out var files) ? files.EnumerateObject() : default;

    private static string? LicenceIn(IEnumerable<string> folders, string package)
    {
        var folder = folders.Select(root => Path.Combine(root, package)).First(Directory.Exists);
        return XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Descendants()
            .FirstOrDefault(element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")?.Value;
    }
}
