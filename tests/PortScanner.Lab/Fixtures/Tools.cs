using PortScanner.Lab.Network;

namespace PortScanner.Lab.Fixtures;

/// <summary>The programs of this machine that a test needs besides the lab's own.</summary>
internal static class Tools
{
    /// <summary>Skips the test where one of them is not installed.</summary>
    public static void Require(params IEnumerable<string> names)
    {
        var whyNot = LabRequirements.WhyNotWith(names);
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");
    }
}
