using System.Net;

namespace PortScanner.Core.Addresses;

/// <summary>Why packets of a scan came from another address than that of its first tester.</summary>
/// <remarks>The numbers are sent between web nodes: none is changed, or given again. The next is 4.</remarks>
public enum SourceRole : byte
{
    /// <summary>A part of it was that tester's.</summary>
    Part = 0,

    /// <summary>It went on for one that was lost.</summary>
    WentOn = 1,

    /// <summary>It asked what the network of another does not let out.</summary>
    Elsewhere = 2,

    /// <summary>It gave a second opinion.</summary>
    Second = 3,
}

/// <summary>An address from which a visitor sees packets of a scan, besides that of the first tester.</summary>
/// <param name="Address">The address.</param>
/// <param name="Role">Why.</param>
/// <param name="Since">From when on.</param>
/// <param name="Instead">That of the tester that was lost; null where none was.</param>
public sealed record OtherSource(IPAddress Address, SourceRole Role, DateTimeOffset Since, IPAddress? Instead = null);
