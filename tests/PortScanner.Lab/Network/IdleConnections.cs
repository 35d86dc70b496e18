using System.Net;
using System.Net.Sockets;

namespace PortScanner.Lab.Network;

/// <summary>Connections of a host that ask for nothing.</summary>
internal sealed class IdleConnections : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>How many the other side has, and has not closed.</summary>
    public int Open => _sockets.Count(IsOpen);

    /// <summary>Adds some.</summary>
    /// <param name="host">Whose they are.</param>
    /// <param name="from">The address that they come from.</param>
    /// <param name="to">The address that they go to.</param>
    /// <param name="port">The port that they go to.</param>
    /// <param name="count">How many; some may be refused.</param>
    /// <param name="beginning">What each sends of a request that never comes.</param>
    public async Task AddAsync(NetworkNamespace host, IPAddress from, IPAddress to, int port, int count, byte[]? beginning = null)
    {
        var sockets = host.Run(() => Enumerable.Range(0, count).Select(_ => new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp)).ToList());
        _sockets.AddRange(sockets);
        await Task.WhenAll(sockets.Select(async socket =>
        {
            socket.Bind(new IPEndPoint(from, 0));
            try
            {
                await socket.ConnectAsync(to, port, TestContext.Current.CancellationToken);
                await socket.SendAsync(beginning ?? [], TestContext.Current.CancellationToken);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.Shutdown)
            {
                // One of those that are too many.
            }
        }));
    }

    /// <summary>Closes them.</summary>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private static bool IsOpen(Socket socket)
    {
        try
        {
            return socket.Connected && !(socket.Poll(0, SelectMode.SelectRead) && socket.Receive(new byte[1], SocketFlags.Peek) == 0);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
