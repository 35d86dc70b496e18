namespace PortScanner.Core.Plans;

/// <summary>The published names of the profiles.</summary>
public static class ScanProfiles
{
    private static readonly string[] Table = ["quick", "standard", "full", "custom"];

    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> Names => Table;

    /// <summary>All profiles, from the quickest to the caller's own.</summary>
    public static IReadOnlyList<ScanProfile> All { get; } = Enum.GetValues<ScanProfile>();

    /// <summary>The name of <paramref name="profile"/>.</summary>
    public static string Name(this ScanProfile profile) => Table[(int)profile];

    /// <summary>Finds a profile by its name, in any case of letters.</summary>
    /// <returns>Whether <paramref name="name"/> is the name of a profile.</returns>
    public static bool TryParse(string? name, out ScanProfile profile)
    {
        var index = Array.FindIndex(Table, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        profile = (ScanProfile)Math.Max(index, 0);
        return index >= 0;
    }
}
