using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PortScanner.Web.Features.Reach;

/// <summary>What came of a question to a reflector.</summary>
internal enum ReflectorAnswer
{
    /// <summary>Nothing came, or this machine did not send.</summary>
    None,

    /// <summary>What a port says on which nobody listens; who said it, the kernel does not tell.</summary>
    Refused,

    /// <summary>Somebody accepted or replied, or said something else.</summary>
    Else,
}

/// <summary>
/// Asks reflectors by ordinary sockets of the kernel, as any program does: what sends raw packets knows no other address than a visitor's.
/// </summary>
internal static class ReflectorSockets
{
    private static readonly byte[] Datagram = [0];

    /// <summary>Tries to connect. Of thousands nearly all are refused, which is no exception.</summary>
    public static async Task<ReflectorAnswer> ConnectAsync(IPEndPoint to, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var socket = TryOpen(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (socket is null)
        {
            return ReflectorAnswer.None;
        }

        socket.LingerState = new LingerOption(true, 0);
        using var connecting = new SocketAsyncEventArgs { RemoteEndPoint = to };
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connecting.Completed += (_, _) => ended.SetResult();
        if (socket.ConnectAsync(connecting))
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var giveUp = timeout.Token.Register(() => Socket.CancelConnectAsync(connecting));
            timeout.CancelAfter(patience);
            await ended.Task;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return connecting.SocketError == SocketError.Success ? ReflectorAnswer.Else : AnswerOf(connecting.SocketError);
    }

    /// <summary>Sends a datagram, and waits for what comes of it.</summary>
    public static async Task<ReflectorAnswer> SendAsync(IPEndPoint to, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var socket = TryOpen(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        return socket is null ? ReflectorAnswer.None : await TryAsync(
            async token =>
            {
                await socket.ConnectAsync(to, token);
                await socket.SendAsync(Datagram, token);
                await socket.ReceiveAsync(new byte[1], token);
            },
            patience,
            cancellationToken);
    }

    /// <summary>Whether an echo request is answered.</summary>
    public static async Task<bool> PingAsync(IPAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            using var ping = new Ping();
            return (await ping.SendPingAsync(address, patience, cancellationToken: cancellationToken)).Status == IPStatus.Success;
        }
        catch (Exception e) when (e is PingException or SocketException)
        {
            return false;
        }
    }

    // A kernel without the family, or a process that has all the files that it may, sends nothing.
    private static Socket? TryOpen(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        try
        {
            return new Socket(family, type, protocol);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task<ReflectorAnswer> TryAsync(Func<CancellationToken, Task> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            await ask(timeout.Token);
            return ReflectorAnswer.Else;
        }
        catch (SocketException e)
        {
            return AnswerOf(e.SocketErrorCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ReflectorAnswer.None;
        }
    }

    private static ReflectorAnswer AnswerOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => ReflectorAnswer.Refused,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.ConnectionReset => ReflectorAnswer.Else,
        _ => ReflectorAnswer.None,
    };
}
