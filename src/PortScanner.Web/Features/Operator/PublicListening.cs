using System.Net;

using PortScanner.Core.Addresses;
using PortScanner.Engine.Sending;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Framework;

namespace PortScanner.Web.Features.Operator;

/// <summary>Keeps the program from serving the internet without telling anybody who answers for it, and under names that are not its own.</summary>
internal static class PublicListening
{
    // With nothing allowed, what may be tested is exactly what the internet can reach.
    private static readonly AddressPolicy Public = new(new AddressPolicyOptions());

    /// <summary>Checks an endpoint, before it is opened.</summary>
    /// <param name="settings">Who answers.</param>
    /// <param name="siteNames">The host names that it answers to.</param>
    /// <param name="endpoint">What is to be listened on; null for what is no address, such as a Unix socket.</param>
    /// <param name="ownAddresses">The machine's addresses, which count where all are listened on.</param>
    /// <exception cref="ConfigurationException">It is public, and there is no contact or no name; it tells of both.</exception>
    public static void Check(OperatorSettings settings, IReadOnlyList<string> siteNames, IPEndPoint? endpoint, Func<IEnumerable<IPAddress>> ownAddresses)
    {
        if (endpoint is null || !IsPublic(endpoint.Address, ownAddresses))
        {
            return;
        }

        var errors = new List<string>();
        if (settings.Contact is null)
        {
            errors.Add(
                $"Operator:Contact is not set, and {endpoint} can be reached from the internet. Whoever finds this tester's packets must learn whom to ask: "
                + "set it to mailto: and an address, such as mailto:abuse@example.org, or to a page of https:. Without it the program listens on loopback and private addresses only.");
        }

        if (SiteNames.Complaint(siteNames, $"{endpoint} can be reached from the internet") is { } complaint)
        {
            errors.Add($"{complaint} Without one the program listens on loopback and private addresses only.");
        }

        if (errors.Count > 0)
        {
            throw new ConfigurationException(errors);
        }
    }

    /// <summary>Has every endpoint checked.</summary>
    public static void RequireContactAndNamesInPublic(this WebApplicationBuilder builder, IReadOnlyList<string> siteNames) =>
        builder.AddEndpointDefault((services, endpoint) =>
            Check(services.GetRequiredService<OperatorSettings>(), siteNames, endpoint.IPEndPoint, OwnAddresses.Read));

    private static bool IsPublic(IPAddress address, Func<IEnumerable<IPAddress>> ownAddresses) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? ownAddresses().Any(own => Public.Check(own, []) is null)
            : Public.Check(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, []) is null;
}
