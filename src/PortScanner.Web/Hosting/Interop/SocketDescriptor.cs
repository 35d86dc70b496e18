using System.Runtime.InteropServices;

namespace PortScanner.Web.Hosting.Interop;

/// <summary>A socket of a kind that .NET has no class for.</summary>
internal sealed class SocketDescriptor : SafeHandle
{
    private const int None = -1;

    /// <summary>Opens one (socket(2)); it is invalid if the kernel gives none.</summary>
    public SocketDescriptor(int family, int type, int protocol)
        : base(None, ownsHandle: true) => SetHandle(LibC.OpenSocket(family, type, protocol));

    /// <inheritdoc />
    public override bool IsInvalid => handle == None;

    /// <inheritdoc />
    protected override bool ReleaseHandle() => LibC.Close((int)handle) == 0;
}
