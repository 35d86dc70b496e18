using PortScanner.Web.Hosting.Interop;

namespace PortScanner.Web.Hosting.Startup;

/// <summary>Keeps the kernel from writing this process's memory to a disk when it crashes: the addresses of visitors are in it.</summary>
internal static class CoreDumps
{
    // prctl(2), PR_SET_DUMPABLE: it also holds where core_pattern is a pipe, which takes no notice of the limit.
    private const int SetDumpable = 4;

    // getrlimit(2), RLIMIT_CORE.
    private const int CoreLimit = 4;

    /// <summary>Forbids them; the limit holds for what this process starts too.</summary>
    /// <returns>False if the kernel refuses.</returns>
    public static bool TryForbid() => LibC.SetLimit(CoreLimit, default) == 0 && LibC.Control(SetDumpable, 0, 0, 0, 0) == 0;
}
