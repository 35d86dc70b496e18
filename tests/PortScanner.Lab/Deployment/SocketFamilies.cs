using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PortScanner.Lab.Deployment;

/// <summary>
/// Refuses sockets by their family, as what confines a service does: a filter of seccomp(2), which a thread hands on to the processes that it starts.
/// </summary>
internal static unsafe partial class SocketFamilies
{
    /// <summary>EPERM, of which filters are fond.</summary>
    public const int NotPermitted = 1;

    /// <summary>EAFNOSUPPORT, with which RestrictAddressFamilies refuses (systemd.exec(5)).</summary>
    public const int NotSupported = 97;

    private const int SetNoNewPrivileges = 38;
    private const int SetSeccomp = 22;
    private const int FilterMode = 2;

    // BPF: load a word of struct seccomp_data, jump if equal, return.
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint Call = 0;
    private const uint FirstArgument = 16;
    private const uint Allow = 0x7FFF_0000;
    private const uint Refuse = 0x0005_0000;

    private static readonly Dictionary<string, uint> Numbers = new(StringComparer.Ordinal)
    {
        ["AF_UNIX"] = 1, ["AF_INET"] = 2, ["AF_INET6"] = 10, ["AF_NETLINK"] = 16, ["AF_PACKET"] = 17, ["AF_BLUETOOTH"] = 31,
    };

    /// <summary>From now on this thread, and what it starts, has sockets of these families alone.</summary>
    public static void AllowOnly(params IEnumerable<string> families) => Judge(families, Allow, Refuse | NotSupported);

    /// <summary>From now on this thread, and what it starts, has no sockets of a family.</summary>
    public static void Forbid(string family, int error) => Judge([family], Refuse | (uint)error, Allow);

    private static void Judge(IEnumerable<string> families, uint named, uint others)
    {
        var numbers = families.Select(family => Numbers[family]).ToArray();
        var socket = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 198u : 41u;
        Instruction[] filter =
        [
            new(Load, 0, 0, Call),
            new(JumpIfEqual, 1, 0, socket),
            new(Return, 0, 0, Allow),
            new(Load, 0, 0, FirstArgument),
            .. numbers.Select((number, i) => new Instruction(JumpIfEqual, (byte)(numbers.Length - i), 0, number)),
            new(Return, 0, 0, others),
            new(Return, 0, 0, named),
        ];
        fixed (Instruction* first = filter)
        {
            var program = new FilterProgram { Length = (ushort)filter.Length, First = first };
            if (Control(SetNoNewPrivileges, 1, null, 0, 0) != 0 || Control(SetSeccomp, FilterMode, &program, 0, 0) != 0)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError(), "seccomp failed");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint value, FilterProgram* program, nuint unused, nuint alsoUnused);

    /// <summary><c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public Instruction* First;
    }
}
