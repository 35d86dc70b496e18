namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose program was not told that documentation addresses may be scanned.</summary>
public sealed class UnallowedLab() : ScanLab([]);
