namespace PortScanner.Web.Features.Pages;

/// <summary>Where a visitor asks whether a port of his is open.</summary>
internal static class PortPaths
{
    /// <summary>The page, and where its form goes.</summary>
    public const string Index = "/port";

    /// <summary>The page about some ports, and where a script asks about them.</summary>
    public static string Of(string ports) => $"{Index}/{ports}";
}
