using System.Collections.Frozen;

namespace PortScanner.Web.Features.PortCheck;

/// <summary>What the page's form holds.</summary>
/// <param name="Ports">The text of its one field.</param>
internal sealed record PortEntry(string Ports)
{
    /// <summary>Whether its box is ticked.</summary>
    public bool Agrees { get; init; }

    /// <summary>What is wrong, by field, in the reader's language.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = FrozenDictionary<string, string>.Empty;
}
