namespace PortScanner.Web.Features.Pages;

/// <summary>The pages about the site itself.</summary>
internal static class SitePages
{
    /// <summary>What the site does, and what to do if it was seen in a firewall's log.</summary>
    public static readonly SitePage About = new("/about", "page.about", section => $"about.{section}", "what", "kept", "log", "words");

    /// <summary>What is kept of a visitor, and for how long.</summary>
    public static readonly SitePage Privacy = new("/privacy", "page.privacy", section => $"privacy.{section}", "results", "logs", "browser", "limits", "counted", "packets");

    /// <summary>For who was tested and does not want to be.</summary>
    public static readonly SitePage Abuse = new("/abuse", "page.abuse", section => $"abuse.{section}", "who", "known", "stop", "contact");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<SitePage> All = [About, Privacy, Abuse];
}
