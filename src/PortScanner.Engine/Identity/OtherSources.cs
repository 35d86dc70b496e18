using System.Net;

namespace PortScanner.Engine.Identity;

/// <summary>Where a scan's packets may leave from besides its usual address, once a limit binds there: a prefix, or else a few addresses.</summary>
/// <param name="Prefix">The prefix; null for none.</param>
/// <param name="Addresses">The addresses, where there is no prefix.</param>
internal sealed record OtherSources(SourcePrefix? Prefix, IReadOnlyList<IPAddress> Addresses);
