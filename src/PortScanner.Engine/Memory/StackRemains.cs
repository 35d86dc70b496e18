using System.Runtime.CompilerServices;

namespace PortScanner.Engine.Memory;

/// <summary>What a thread's calls left behind on its stack, where it stays while the thread waits.</summary>
public static class StackRemains
{
    // Deeper than calls go here; and the rest of the stack was never touched, as a rule.
    private const int Bytes = 64 * 1024;

    /// <summary>Overwrites what is below the caller's own frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    public static void Clear()
    {
        Span<byte> below = stackalloc byte[Bytes];
        below.Clear();
    }
}
