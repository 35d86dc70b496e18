using System.Net;

namespace PortScanner.Web.Features.Admission;

/// <summary>Which addresses were scanned a moment ago, as keyed hashes. Not safe for several threads at once.</summary>
internal sealed class Cooldowns(TimeSpan length, TimeProvider timeProvider)
{
    private readonly KeyedHash _names = new();
    private readonly Dictionary<ulong, long> _begun = [];

    // All last equally long, so those that began first end first.
    private readonly Queue<(ulong Name, long Begun)> _order = [];

    /// <summary>How many there are.</summary>
    public int Count => _begun.Count;

    /// <summary>How much longer an address must be left alone; null if it need not.</summary>
    public TimeSpan? TimeLeft(IPAddress address)
    {
        Forget();
        return _begun.TryGetValue(NameOf(address), out var begun) ? length - timeProvider.GetElapsedTime(begun) : null;
    }

    /// <summary>Begins one, or begins it anew.</summary>
    public void Begin(IPAddress address)
    {
        Forget();
        if (length > TimeSpan.Zero)
        {
            var begun = timeProvider.GetTimestamp();
            _begun[NameOf(address)] = begun;
            _order.Enqueue((NameOf(address), begun));
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var first) && timeProvider.GetElapsedTime(first.Begun) >= length)
        {
            _order.Dequeue();
            if (_begun.TryGetValue(first.Name, out var begun) && begun == first.Begun)
            {
                _begun.Remove(first.Name);
            }
        }
    }

    private ulong NameOf(IPAddress address) => _names.Of(address, address.GetAddressBytes().Length * 8);
}
