using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PortScanner.Engine.Sending;

/// <summary>
/// Tells who sends from an address once that is not this machine's any more: no answer could come back, and the address may be somebody else's. The
/// kernel is asked twice a second while somebody sends.
/// </summary>
internal sealed class AddressWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Watcher, IPAddress> _watchers = new();
    private readonly ITimer _timer;

    /// <summary>Begins.</summary>
    public AddressWatch(TimeProvider timeProvider) => _timer = timeProvider.CreateTimer(_ => Look(), null, Interval, Interval);

    /// <summary>Whether an address is this machine's.</summary>
    // It is whose sockets may be bound to it: lists of interfaces have no addresses of whole networks that are local (ip route add local).
    public static bool IsOwn(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode != SocketError.AddressNotAvailable;
        }
    }

    /// <summary>Watches an address until what is returned is disposed of.</summary>
    /// <param name="address">The address.</param>
    /// <param name="onLost">Called when it is gone, by any thread and any number of times.</param>
    public IDisposable Watch(IPAddress address, Action onLost)
    {
        var watcher = new Watcher(this, onLost);
        _watchers[watcher] = address;
        return watcher;
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var lost = _watchers.Values.Distinct().Where(address => !IsOwn(address)).ToHashSet();
        foreach (var (watcher, _) in _watchers.Where(watched => lost.Contains(watched.Value)))
        {
            watcher.OnLost();
        }
    }

    private sealed class Watcher(AddressWatch watch, Action onLost) : IDisposable
    {
        public void OnLost() => onLost();

        public void Dispose() => watch._watchers.TryRemove(this, out _);
    }
}
