using System.Globalization;

namespace PortScanner.Cluster.Bus;

/// <summary>Who wants to know that the broker knew of no listener. It tells within a moment or never, so that the last few thousand suffice.</summary>
internal sealed class NobodyCallbacks(string node)
{
    private const int Most = 1 << 14;

    private readonly string _prefix = $"{Subjects.Inbox(node)}.";
    private readonly Lock _gate = new();
    private readonly (long Number, Action? Callback)[] _last = new (long, Action?)[Most];
    private long _number;

    /// <summary>The subject on which the broker tells.</summary>
    public string Subject => $"{_prefix}>";

    /// <summary>Remembers somebody.</summary>
    /// <returns>The subject to which the broker has to answer.</returns>
    public string Add(Action callback)
    {
        long number;
        lock (_gate)
        {
            number = ++_number;
            _last[number % Most] = (number, callback);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{_prefix}{number}");
    }

    /// <summary>The broker has told.</summary>
    public void Call(string subject)
    {
        if (!long.TryParse(subject.AsSpan(_prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return;
        }

        Action? callback = null;
        lock (_gate)
        {
            ref var entry = ref _last[number % Most];
            if (entry.Number == number)
            {
                (callback, entry) = (entry.Callback, default);
            }
        }

        callback?.Invoke();
    }
}
