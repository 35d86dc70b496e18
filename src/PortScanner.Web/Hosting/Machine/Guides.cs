namespace PortScanner.Web.Hosting.Machine;

/// <summary>Where the guides are that a message sends the operator to.</summary>
internal static class Guides
{
    // From /usr/lib/portscanner, where the package puts the program.
    private const string Packaged = "../../share/doc/portscanner";

    /// <summary>The file of a guide on this machine, or in the repository where no package was installed.</summary>
    /// <param name="guide">Its file below <c>docs</c>.</param>
    public static string At(string guide) => At(guide, AppContext.BaseDirectory);

    /// <inheritdoc cref="At(string)"/>
    /// <param name="guide">Its file below <c>docs</c>.</param>
    /// <param name="program">The folder of the program.</param>
    public static string At(string guide, string program)
    {
        var (path, anchor) = guide.IndexOf('#', StringComparison.Ordinal) is > 0 and var mark ? (guide[..mark], guide[mark..]) : (guide, "");
        var packaged = Path.GetFullPath(Path.Combine(program, Packaged, path));
        return (Path.Exists(packaged) ? packaged : Path.Combine("docs", path)) + anchor;
    }
}
