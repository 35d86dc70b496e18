namespace PortScanner.Core.Catalogue;

/// <summary>A line of the catalogue's file.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsFirst">Whether the quick profile asks for this port before the others.</param>
internal sealed record CatalogueRow(CatalogueEntry Entry, bool IsFirst);
