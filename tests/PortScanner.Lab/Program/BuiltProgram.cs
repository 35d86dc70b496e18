using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>Where the program that was built together with these tests lies.</summary>
internal static class BuiltProgram
{
    private static readonly Lazy<string> s_copy = new(Copy);

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository => WorkingTree.Folder;

    /// <summary>The built program, in the configuration that the lab was built in.</summary>
    public static string Assembly => WorkingTree.Program;

    /// <summary>A copy of the program that every user may read: the way to the working tree may be closed to others, as /root is.</summary>
    public static string AssemblyForOthers => s_copy.Value;

    private static string Copy()
    {
        var folder = Directory.CreateTempSubdirectory("portscanner-program-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Command.Run("cp", ["-r", $"{Path.GetDirectoryName(Assembly)}/.", folder]).Succeeded();
        Command.Run("chmod", ["-R", "go+rX", folder]).Succeeded();
        return Path.Combine(folder, Path.GetFileName(Assembly));
    }
}
