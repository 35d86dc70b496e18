using PortScanner.Lab.Crowds;

namespace PortScanner.Lab.Fixtures;

/// <summary>A lab whose client stands for many hosts of each kind, a household a kind, of which so many are tested at once as by default.</summary>
public sealed class HouseholdLab() : ScanLab(
    [.. Crowd.Allow, "--Admission:LiveScansPerHousehold=4", "--Admission:LiveScansPerSite=8"], prepare: Crowd.Gather);
