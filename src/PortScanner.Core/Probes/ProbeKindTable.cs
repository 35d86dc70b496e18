namespace PortScanner.Core.Probes;

/// <summary>Something for each of some kinds of probe, looked up by the kind. Where a row stands in its table does not matter.</summary>
/// <typeparam name="T">What there is for each kind.</typeparam>
public sealed class ProbeKindTable<T>
    where T : class
{
    private readonly T?[] _byNumber;

    /// <summary>Checks that each kind has its row.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="kindOf">The kind that a row is of.</param>
    /// <param name="kinds">The kinds that have one.</param>
    /// <exception cref="InvalidOperationException">A kind has no row or several, or a row is of another kind; the message names it.</exception>
    public ProbeKindTable(IReadOnlyCollection<T> rows, Func<T, ProbeKind> kindOf, IReadOnlyCollection<ProbeKind> kinds)
    {
        _byNumber = new T?[kinds.Max(kind => (int)kind) + 1];
        foreach (var row in rows)
        {
            var kind = kindOf(row);
            if (!kinds.Contains(kind))
            {
                throw new InvalidOperationException($"The table of {typeof(T).Name} has a row of {kind}, which is none of its kinds.");
            }

            if (_byNumber[(int)kind] is not null)
            {
                throw new InvalidOperationException($"The table of {typeof(T).Name} has two rows of {kind}.");
            }

            _byNumber[(int)kind] = row;
        }

        foreach (var kind in kinds)
        {
            if (_byNumber[(int)kind] is null)
            {
                throw new InvalidOperationException($"The table of {typeof(T).Name} lacks the row of {kind}.");
            }
        }
    }

    /// <summary>The row of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has none.</exception>
    public T Of(ProbeKind kind) => (int)kind < _byNumber.Length && _byNumber[(int)kind] is { } row
        ? row
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "No row is of this kind.");
}
