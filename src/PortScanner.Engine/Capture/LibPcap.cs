using System.Reflection;
using System.Runtime.InteropServices;

namespace PortScanner.Engine.Capture;

/// <summary>The few functions of libpcap 1.10 that a capture needs; pcap(3PCAP) documents them.</summary>
internal static unsafe partial class LibPcap
{
    /// <summary>The buffer size that every <c>errbuf</c> must have.</summary>
    public const int ErrorBufferSize = 256;

    /// <summary>LINKTYPE_LINUX_SLL2: the one cooked header of the "any" device that names the packet's direction for all interfaces.</summary>
    public const int LinkTypeLinuxCookedV2 = 276;

    /// <summary>SOL_PACKET.</summary>
    public const int PacketLevel = 263;

    /// <summary>PACKET_IGNORE_OUTGOING, since Linux 4.20.</summary>
    public const int IgnoreOutgoing = 23;

    /// <summary>PCAP_ERROR_PERM_DENIED.</summary>
    public const int ErrorPermissionDenied = -8;

    private const string Library = "libpcap";
    private const uint NetmaskUnknown = 0xFFFFFFFF;

    static LibPcap() => NativeLibrary.SetDllImportResolver(typeof(LibPcap).Assembly, Resolve);

    [LibraryImport(Library, EntryPoint = "pcap_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Create(string device, byte* errorBuffer);

    [LibraryImport(Library, EntryPoint = "pcap_set_snaplen")]
    public static partial int SetSnapshotLength(nint handle, int bytes);

    [LibraryImport(Library, EntryPoint = "pcap_set_timeout")]
    public static partial int SetTimeout(nint handle, int milliseconds);

    [LibraryImport(Library, EntryPoint = "pcap_set_buffer_size")]
    public static partial int SetBufferSize(nint handle, int bytes);

    [LibraryImport(Library, EntryPoint = "pcap_activate")]
    public static partial int Activate(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_set_datalink")]
    public static partial int SetDataLink(nint handle, int linkType);

    [LibraryImport(Library, EntryPoint = "pcap_setnonblock")]
    public static partial int SetNonBlocking(nint handle, int nonBlocking, byte* errorBuffer);

    [LibraryImport(Library, EntryPoint = "pcap_get_selectable_fd")]
    public static partial int GetSelectableFileDescriptor(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_setfilter")]
    public static partial int SetFilter(nint handle, BpfProgram* program);

    [LibraryImport(Library, EntryPoint = "pcap_freecode")]
    public static partial void FreeCode(BpfProgram* program);

    [LibraryImport(Library, EntryPoint = "pcap_dispatch")]
    public static partial int Dispatch(nint handle, int count, delegate* unmanaged<nint, PacketRecord*, byte*, void> callback, nint user);

    [LibraryImport(Library, EntryPoint = "pcap_stats")]
    public static partial int GetStatistics(nint handle, Statistics* statistics);

    [LibraryImport(Library, EntryPoint = "pcap_geterr")]
    public static partial byte* GetError(nint handle);

    [LibraryImport(Library, EntryPoint = "pcap_close")]
    public static partial void Close(nint handle);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int socket, int level, int option, int* value, uint length);

    public static int Compile(nint handle, BpfProgram* program, string filter) => Compile(handle, program, filter, 1, NetmaskUnknown);

    [LibraryImport(Library, EntryPoint = "pcap_compile", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Compile(nint handle, BpfProgram* program, string filter, int optimize, uint netmask);

    // Debian names the library by its old ABI number, most others by 1.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        return NativeLibrary.TryLoad("libpcap.so.0.8", out var handle) || NativeLibrary.TryLoad("libpcap.so.1", out handle)
            ? handle
            : throw new DllNotFoundException("libpcap was not found; on Debian: apt-get install libpcap0.8");
    }

    /// <summary><c>struct bpf_program</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct BpfProgram
    {
        public uint Length;
        public nint Instructions;
    }

    /// <summary><c>struct pcap_pkthdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PacketRecord
    {
        public nint Seconds;
        public nint Microseconds;
        public uint CapturedLength;
        public uint Length;
    }

    /// <summary><c>struct pcap_stat</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Statistics
    {
        public uint Received;
        public uint DroppedByKernel;
        public uint DroppedByInterface;
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int FileDescriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
