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
}
