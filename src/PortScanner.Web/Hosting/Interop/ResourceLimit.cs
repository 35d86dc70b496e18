using System.Runtime.InteropServices;

namespace PortScanner.Web.Hosting.Interop;

/// <summary>struct rlimit of getrlimit(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ResourceLimit
{
    private readonly ulong _soft;
    private readonly ulong _hard;
}
