namespace PortScanner.Core.Probes;

/// <summary>A line of the catalogue's file.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsFirst">Whether the quick profile asks for this port before the others.</param>
/// <param name="Careful">Its place among the ports that are asked alone, before anything else; null if it has none.</param>
internal sealed record CatalogueRow(CatalogueEntry Entry, bool IsFirst, int? Careful);
