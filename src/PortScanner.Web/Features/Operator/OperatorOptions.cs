namespace PortScanner.Web.Features.Operator;

/// <summary>Who answers for this tester; the configuration section is <c>Operator</c>.</summary>
internal sealed class OperatorOptions
{
    /// <summary>How to reach the operator: a URI of mailto: or https:, such as "mailto:abuse@example.org".</summary>
    /// <remarks>Shown to anybody who asks. Required before the program listens on an address of the internet.</remarks>
    /// <value>None.</value>
    public string? Contact { get; set; }

    /// <summary>Where the site is reached, such as "https://scan.example.org".</summary>
    /// <remarks>Probes that have room for it name it, so that whoever finds them knows where to ask (RFC 9511).</remarks>
    /// <value>None: probes name nobody.</value>
    public string? PublicOrigin { get; set; }

    /// <summary>Where /status is served to the operator, as an address and a port, such as "127.0.0.1:8081".</summary>
    /// <remarks>Only loopback is allowed: the page is for who is on this machine. Nothing of it is on the public listener.</remarks>
    /// <value>None: there is no such page.</value>
    public string? StatusListen { get; set; }
}
