using System.Diagnostics.CodeAnalysis;

using PortScanner.Core.Localization;

namespace PortScanner.Core.Ports;

/// <summary>
/// Which TCP and UDP ports are meant, in the notation of nmap and masscan: <c>22,80,8000-8100,U:53,T:443</c>. <c>T:</c> and
/// <c>U:</c> hold until the next prefix; without one, TCP is meant. A range may be open: <c>-100</c> begins at 1 and <c>60000-</c>
/// ends at 65535, as in nmap, where port 0 is meant only when it is written. White space is ignored beside numbers and signs.
/// A port named twice counts once, and the order of mention is not kept.
/// </summary>
/// <param name="Tcp">The TCP ports.</param>
/// <param name="Udp">The UDP ports.</param>
public sealed record PortSpecification(PortSet Tcp, PortSet Udp)
{
    /// <summary>The longest text that is read, in characters; ample for a thousand ports written one by one.</summary>
    public const int MaximumLength = 4096;

    /// <summary>What may be written, as a sentence for whoever wrote something else.</summary>
    public static Message Allowed { get; } = new("ports.allowed");

    /// <summary>The specification that names no port; it cannot be written.</summary>
    public static PortSpecification None { get; } = new(PortSet.Empty, PortSet.Empty);

    /// <summary>Whether no port is named.</summary>
    public bool IsEmpty => Tcp.Count == 0 && Udp.Count == 0;

    /// <summary>Reads a specification.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="specification">What it means; it names at least one port.</param>
    /// <param name="error">The first part that is wrong.</param>
    /// <returns>Whether <paramref name="text"/> is a specification.</returns>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out PortSpecification? specification,
        [NotNullWhen(false)] out PortSpecificationError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PortSpecificationParser().TryParse(text, out specification, out error);
    }

    /// <summary>The ports that another names, too.</summary>
    public PortSpecification Intersect(PortSpecification other) => new(Tcp.Intersect(other.Tcp), Udp.Intersect(other.Udp));

    /// <summary>The shortest form without open ranges, TCP first: <c>22,80,8000-8100,U:53</c>; empty if no port is named.</summary>
    public override string ToString() => (Tcp.Count, Udp.Count) switch
    {
        (_, 0) => Tcp.ToString(),
        (0, _) => $"U:{Udp}",
        _ => $"{Tcp},U:{Udp}",
    };
}
