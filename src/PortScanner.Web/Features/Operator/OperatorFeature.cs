using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;

namespace PortScanner.Web.Features.Operator;

/// <summary>Who answers for this tester, and where that is told.</summary>
internal static class OperatorFeature
{
    /// <summary>Has it known before the program listens on the internet.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="siteNames">The host names that it answers to.</param>
    public static void AddOperator(this WebApplicationBuilder builder, IReadOnlyList<string> siteNames) => builder.RequireContactAndNamesInPublic(siteNames);

    /// <summary>Maps what names it.</summary>
    public static void MapOperator(this WebApplication app) => WellKnownFiles.Map(app);

    /// <summary>The engine's settings, with the URI that follows from where the site is reached unless another is set.</summary>
    public static ScanEngineOptions WithProbeUri(this ScanEngineOptions options, OperatorSettings settings)
    {
        options.ProbeDescription ??= settings.ProbeUri;
        return options;
    }
}
