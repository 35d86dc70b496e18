using PortScanner.Core.Plans;

namespace PortScanner.Web.Features.Pages;

/// <summary>The profiles as the start page offers them.</summary>
internal static class ProfileMessages
{
    /// <summary>The key of what a profile tests.</summary>
    public static string Key(ScanProfile profile) => $"profile.{profile.Name()}";
}
