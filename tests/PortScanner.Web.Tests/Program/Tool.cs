using System.Diagnostics;

namespace PortScanner.Web.Tests.Program;

/// <summary>Programs of the machine.</summary>
internal static class Tool
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];

    public static bool IsInstalled(string name) => Folders.Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program and returns what it wrote.</summary>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
