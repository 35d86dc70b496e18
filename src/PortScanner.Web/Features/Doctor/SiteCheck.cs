using System.Net;

using PortScanner.Web.Features.Callers;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// The site as a visitor reaches it, through the proxy if there is one: what this machine claims to be in headers must not be believed.
/// </summary>
internal static class SiteCheck
{
    // Of documentation, so that a site which does believe it finds nobody there.
    private const string SpoofedAddress = "192.0.2.77";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly string[] UsualHeaders = ["X-Forwarded-For", "X-Real-IP", "Forwarded"];

    /// <summary>Looks.</summary>
    /// <param name="site">Its address, such as <c>https://scan.example.org</c>.</param>
    /// <param name="forwardingHeader">The header that the proxy is to set; null without a proxy.</param>
    public static async IAsyncEnumerable<CheckResult> LookAsync(string site, string? forwardingHeader)
    {
        if (!Uri.TryCreate(site, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return CheckResult.Wrong(Subjects.Site, $"--site is \"{site}\".", "It is the address that visitors open, such as https://scan.example.org.");
            yield break;
        }

        using var client = new HttpClient { Timeout = Limit, BaseAddress = address };
        var (honest, failure) = await AskAsync(client, []);
        if (honest is null)
        {
            yield return CheckResult.Wrong(Subjects.Site, $"It does not tell this machine's address: {failure}.", $"Look into the logs of the program and the proxy; {Guides.At("operations/proxies.md")} has each refusal.");
            yield break;
        }

        yield return CheckResult.Ok(Subjects.Site, $"It sees this machine as {honest}. If that is the proxy's address, the proxy does not name its visitors.");
        foreach (var header in UsualHeaders.Append(forwardingHeader ?? new ForwardingOptions().Header).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var (answer, _) = await AskAsync(client, [(header, header == "Forwarded" ? $"for={SpoofedAddress}" : SpoofedAddress)]);
            if (answer == SpoofedAddress)
            {
                yield return CheckResult.Wrong(
                    Subjects.Forgery, $"It believes what a visitor writes into {header}: anyone could have anyone tested. Take it off the net until this is mended.",
                    "The proxy must set that header itself, not hand it on: use the files of deploy/nginx or deploy/apache as they are.");
                yield break;
            }
        }

        yield return CheckResult.Ok(Subjects.Forgery, "It believes nothing of what a visitor writes into headers.");
    }

    private static async Task<(string? Address, string Failure)> AskAsync(HttpClient client, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ip");
        request.Headers.Accept.ParseAdd("text/plain");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request);
            var body = (await response.Content.ReadAsStringAsync()).Trim();
            return IPAddress.TryParse(body, out _) ? (body, "") : (null, $"it answered with status {(int)response.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return (null, e.HttpRequestError.ToString());
        }
        catch (TaskCanceledException)
        {
            return (null, "it did not answer in time");
        }
    }
}
