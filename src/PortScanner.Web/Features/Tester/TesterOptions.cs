namespace PortScanner.Web.Features.Tester;

/// <summary>How front end and tester find each other, where they are two processes; the configuration section is <c>Tester</c>.</summary>
internal sealed class TesterOptions
{
    /// <summary>The Unix socket that the tester listens on.</summary>
    /// <remarks>Its folder must be one that nobody else may write in.</remarks>
    /// <value>"/run/portscanner/tester.sock".</value>
    public string Socket { get; set; } = "/run/portscanner/tester.sock";

    /// <summary>The one user whose processes the tester obeys: a name or a number.</summary>
    /// <value>None: the tester's own user.</value>
    public string? WebUser { get; set; }
}
