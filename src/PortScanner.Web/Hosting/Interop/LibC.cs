using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace PortScanner.Web.Hosting.Interop;

/// <summary>The calls of the C library that .NET has no own for, each as its manual page says.</summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>getpwnam(3).</summary>
    /// <returns>The entry, which is the library's; null for none.</returns>
    [LibraryImport(Library, EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetUserByName(string name);

    /// <summary>setrlimit(2).</summary>
    [LibraryImport(Library, EntryPoint = "setrlimit")]
    public static partial int SetLimit(int resource, in ResourceLimit limit);

    /// <summary>prctl(2).</summary>
    [LibraryImport(Library, EntryPoint = "prctl")]
    public static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    /// <summary>socket(2).</summary>
    /// <returns>Its descriptor; -1 if there is none.</returns>
    [LibraryImport(Library, EntryPoint = "socket")]
    public static partial int OpenSocket(int family, int type, int protocol);

    /// <summary>send(2).</summary>
    [LibraryImport(Library, EntryPoint = "send")]
    public static partial nint Send(SocketDescriptor socket, in byte data, nint length, int flags);

    /// <summary>recv(2).</summary>
    [LibraryImport(Library, EntryPoint = "recv")]
    public static partial nint Receive(SocketDescriptor socket, ref byte data, nint length, int flags);

    /// <summary>close(2).</summary>
    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>unshare(2): the calling thread leaves namespaces for new ones.</summary>
    [LibraryImport(Library, EntryPoint = "unshare", SetLastError = true)]
    public static partial int LeaveNamespaces(int which);
}
