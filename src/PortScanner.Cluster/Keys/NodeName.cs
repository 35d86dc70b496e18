using System.Buffers;

namespace PortScanner.Cluster.Keys;

/// <summary>The names of nodes, which are parts of subjects and stand in what is signed.</summary>
public static class NodeName
{
    private const int Longest = 32;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>What a name may be, for whoever has to write one.</summary>
    public const string Rule = "1 to 32 of a-z, 0-9 and the hyphen";

    /// <summary>Whether this can be a node's name.</summary>
    public static bool IsOne(string? name) =>
        name is { Length: >= 1 and <= Longest } && !name.AsSpan().ContainsAnyExcept(Allowed);
}
