using PortScanner.Core.Results;

namespace PortScanner.Reports.Model;

/// <summary>Where help is found; reports link to it.</summary>
public static class HelpPaths
{
    /// <summary>The page that lists all help.</summary>
    public const string Index = "/help";

    /// <summary>The list of the ports that the catalogue knows.</summary>
    public const string Ports = $"{Index}/port";

    /// <summary>The page about a state.</summary>
    public static string Of(PortState state) => $"{Index}/{ReportNames.Slug(state)}";

    /// <summary>The page about a port, of both protocols.</summary>
    public static string OfPort(ushort port) => $"{Ports}/{port}";
}
