using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PortScanner.Engine.Sending;

/// <summary>
/// The UDP source ports of one scan, bound so that the kernel does not answer replies with "port unreachable", which would make the
/// tester a closed port to the visitor's firewall. A socket filter drops everything, so that nothing queues: the capture reads.
/// </summary>
internal sealed class ReservedUdpPorts : IDisposable
{
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;

    private readonly List<Socket> _sockets = [];

    private ReservedUdpPorts()
    {
    }

    /// <summary>Binds <paramref name="count"/> ports from <paramref name="first"/> on.</summary>
    /// <returns>Null if another program has one of them.</returns>
    /// <exception cref="SocketException">Anything else than a port in use.</exception>
    public static ReservedUdpPorts? TryReserve(IPAddress source, ushort first, int count)
    {
        var reserved = new ReservedUdpPorts();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(source.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                reserved._sockets.Add(socket);
                DropEverything(socket);
                socket.Bind(new IPEndPoint(source, first + i));
            }

            return reserved;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            reserved.Dispose();
            return null;
        }
        catch
        {
            reserved.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private static unsafe void DropEverything(Socket socket)
    {
        // struct sock_filter { BPF_RET | BPF_K, 0, 0, 0 }: accept no byte of any packet.
        ulong returnZero = 0x06;
        var program = new FilterProgram { Length = 1, Instructions = (nint)(&returnZero) };
        socket.SetRawSocketOption(SocketLevel, AttachFilter, new ReadOnlySpan<byte>(&program, sizeof(FilterProgram)));
    }

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public nint Instructions;
    }
}
