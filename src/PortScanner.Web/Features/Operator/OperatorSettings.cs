using System.Net;

using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Http;

namespace PortScanner.Web.Features.Operator;

/// <summary><see cref="OperatorOptions"/>, checked.</summary>
/// <param name="Contact">How to reach the operator; null if nobody said.</param>
/// <param name="PublicOrigin">Where the site is reached, without a slash at the end; null if nobody said.</param>
/// <param name="StatusListen">Where the operator's page is served; null for nowhere.</param>
internal sealed record OperatorSettings(Uri? Contact, string? PublicOrigin, IPEndPoint? StatusListen = null)
{
    /// <summary>The contact as people write it: an address for mail has no scheme.</summary>
    public string? ContactInWords => Contact switch
    {
        null => null,
        { Scheme: "mailto" } => Uri.UnescapeDataString(Contact.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.UriEscaped)),
        _ => Contact.OriginalString,
    };

    /// <summary>Where the probes are described.</summary>
    public string? ProbeUri => PublicOrigin is null ? null : PublicOrigin + WellKnownFiles.ProbingPath;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ConfigurationException">Names every setting that is wrong, and what is allowed.</exception>
    public static OperatorSettings Create(OperatorOptions options)
    {
        var errors = new List<string>();
        var settings = new OperatorSettings(ReadContact(options.Contact, errors), WebOrigins.Read("Operator:PublicOrigin", options.PublicOrigin, errors), ReadListen(options.StatusListen, errors));
        return errors.Count == 0 ? settings : throw new ConfigurationException(errors);
    }

    private static Uri? ReadContact(string? text, List<string> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // A line break would begin a field of its own in the files that name the contact.
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeMailto && uri is { UserInfo.Length: > 0, Host.Length: > 0 })))
        {
            return uri;
        }

        errors.Add($"Operator:Contact is \"{text}\"; allowed is mailto: and an address, such as mailto:abuse@example.org, or a page of https:.");
        return null;
    }

    private static IPEndPoint? ReadListen(string? text, List<string> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // IPEndPoint reads an address without a port as one with port 0.
        if (IPEndPoint.TryParse(text, out var endpoint) && IPAddress.IsLoopback(endpoint.Address) && endpoint.Port > 0)
        {
            return endpoint;
        }

        errors.Add($"Operator:StatusListen is \"{text}\"; allowed is a loopback address and a port, such as 127.0.0.1:8081 or [::1]:8081.");
        return null;
    }
}
