using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PortScanner.Lab.Network;

/// <summary>The system call that moves the calling thread to another network namespace, setns(2).</summary>
internal static partial class SetNamespace
{
    private const int CloneNewNet = 0x40000000;

    /// <summary>Moves the calling thread.</summary>
    /// <param name="path">The namespace's file, such as <c>/run/netns/NAME</c>.</param>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void OfThisThread(string path)
    {
        using var file = File.OpenHandle(path);
        if (SetNs(file, CloneNewNet) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"setns to {path} failed");
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetNs(SafeHandle file, int type);
}
