using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PortScanner.Engine.Tests.Fuzzing;

/// <summary>Memory that ends, and begins, where none is: whoever reads one byte past a packet that lies in it ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Size = 0x10000;
    private const int GuardSize = 0x10000;
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 2 | 0x20;

    private readonly byte* _whole;

    public GuardedMemory()
    {
        var address = Map(0, Size + (2 * GuardSize), 0, PrivateAndAnonymous, -1, 0);
        if (address == -1 || Protect(address + GuardSize, Size, ReadAndWrite) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _whole = (byte*)address;
    }

    /// <summary>Puts bytes at the end, so that nothing is behind them.</summary>
    public ReadOnlySpan<byte> AtTheEnd(ReadOnlySpan<byte> data)
    {
        var place = new Span<byte>(_whole + GuardSize + Size - data.Length, data.Length);
        data.CopyTo(place);
        return place;
    }

    /// <summary>Puts bytes at the beginning, so that nothing is before them.</summary>
    public ReadOnlySpan<byte> AtTheBeginning(ReadOnlySpan<byte> data)
    {
        var place = new Span<byte>(_whole + GuardSize, data.Length);
        data.CopyTo(place);
        return place;
    }

    public void Dispose()
    {
        _ = Unmap((nint)_whole, Size + (2 * GuardSize));
        GC.SuppressFinalize(this);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nint length);
}
