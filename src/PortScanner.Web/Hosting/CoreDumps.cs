using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace PortScanner.Web.Hosting;

/// <summary>Keeps the kernel from writing this process's memory to a disk when it crashes: the addresses of visitors are in it.</summary>
public static partial class CoreDumps
{
    // prctl(2), PR_SET_DUMPABLE: it also holds where core_pattern is a pipe, which takes no notice of the limit.
    private const int SetDumpable = 4;

    // getrlimit(2), RLIMIT_CORE.
    private const int CoreLimit = 4;

    /// <summary>Forbids them; the limit holds for what this process starts too.</summary>
    /// <returns>False if the kernel refuses.</returns>
    public static bool TryForbid() => SetLimit(CoreLimit, default) == 0 && Control(SetDumpable, 0, 0, 0, 0) == 0;

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        private readonly ulong _soft;
        private readonly ulong _hard;
    }
}
