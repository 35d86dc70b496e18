namespace PortScanner.Core.Ports;

/// <summary>An immutable set of port numbers, read in ascending order.</summary>
public sealed class PortSet : IEquatable<PortSet>
{
    /// <summary>How many port numbers there are: 0 to 65535.</summary>
    public const int PortCount = ushort.MaxValue + 1;

    private readonly ushort[] _ports;

    internal PortSet(ushort[] ascending) => _ports = ascending;

    /// <summary>The set without a port.</summary>
    public static PortSet Empty { get; } = new([]);

    /// <summary>The ports, ascending, each once.</summary>
    public IReadOnlyList<ushort> Ports => _ports;

    internal ReadOnlySpan<ushort> Span => _ports;

    /// <summary>How many ports the set holds.</summary>
    public int Count => _ports.Length;

    /// <summary>Makes a set of ports given in any order, any number of times.</summary>
    public static PortSet From(IEnumerable<ushort> ports)
    {
        var builder = new PortSetBuilder();
        builder.AddAll(ports);
        return builder.Build();
    }

    /// <summary>Whether <paramref name="port"/> is in the set.</summary>
    public bool Contains(ushort port) => Array.BinarySearch(_ports, port) >= 0;

    /// <summary>The ports of this set that are not in another.</summary>
    public PortSet Except(PortSet other) => other.Count == 0 ? this : new([.. _ports.Where(port => !other.Contains(port))]);

    /// <summary>The ports of this set that are in another, too.</summary>
    public PortSet Intersect(PortSet other) => other.Count == 0 ? Empty : new([.. _ports.Where(other.Contains)]);

    /// <inheritdoc/>
    public bool Equals(PortSet? other) => other is not null && _ports.AsSpan().SequenceEqual(other._ports);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PortSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _ports.Length == 0 ? 0 : HashCode.Combine(_ports.Length, _ports[0], _ports[^1]);

    /// <summary>The ports as numbers and ranges: <c>22,80,8000-8100</c>; empty for the empty set.</summary>
    public override string ToString() => string.Join(',', Ranges().Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    private IEnumerable<(ushort First, ushort Last)> Ranges()
    {
        for (var start = 0; start < _ports.Length;)
        {
            var end = start;
            while (end + 1 < _ports.Length && _ports[end + 1] == _ports[end] + 1)
            {
                end++;
            }

            yield return (_ports[start], _ports[end]);
            start = end + 1;
        }
    }
}
