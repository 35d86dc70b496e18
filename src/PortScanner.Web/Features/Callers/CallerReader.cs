using Microsoft.AspNetCore.Connections.Features;

namespace PortScanner.Web.Features.Callers;

/// <summary>
/// Finds out who made a request.
/// <list type="number">
/// <item>Without a proxy: whoever the connection comes from.</item>
/// <item>Else the connection must be a proxy's: of a user over a Unix socket, of an address over TCP.</item>
/// <item>With the PROXY protocol: whom the proxy named before the connection's first byte.</item>
/// <item>Else the proxy shows the secret, if there is one,</item>
/// <item>and names one address in one header, and the port that it belongs to.</item>
/// </list>
/// </summary>
internal sealed class CallerReader(ForwardingSettings settings)
{
    /// <summary>Reads the proof of a request.</summary>
    public CallerProof Read(HttpContext context)
    {
        // 1
        if (!settings.IsOn)
        {
            return new CallerProof(context.Connection.RemoteIpAddress);
        }

        // 2
        if (settings.WhyNoProxy(context.Connection.RemoteIpAddress, context.Features.Get<IConnectionSocketFeature>()?.Socket) is { } stranger)
        {
            return CallerProof.None(stranger);
        }

        // 3
        if (settings.ProxyProtocol != ProxyProtocolVersions.None)
        {
            return context.Features.Get<ProxyHeader>() switch
            {
                null => CallerProof.None(ForwardingFault.NoProxyHeader),
                { Source: { } source, SourcePort: var port } => new CallerProof(source, port),
                _ => CallerProof.None(ForwardingFault.NobodyBehindProxyHeader),
            };
        }

        // 4
        if (settings.NeedsSecret && WhyNoSecret(context.Request.Headers) is { } fault)
        {
            return CallerProof.None(fault);
        }

        // 5
        return ReadHeader(context.Request.Headers);
    }

    private ForwardingFault? WhyNoSecret(IHeaderDictionary headers) => headers[ForwardingSettings.SecretHeader] switch
    {
        [] => ForwardingFault.NoSecret,
        [{ } secret] when settings.IsSecret(secret) => null,
        _ => ForwardingFault.WrongSecret,
    };

    private CallerProof ReadHeader(IHeaderDictionary headers)
    {
        var lines = headers[settings.Header];
        if (lines.Count != 1)
        {
            return CallerProof.None(lines.Count == 0 ? ForwardingFault.NoHeader : ForwardingFault.SeveralHeaders);
        }

        return CanonicalPeer.Read(lines[0], out var address, out var port) is not AddressFault.None and var fault
            ? CallerProof.None(ForwardingFault.Of(fault))
            : new CallerProof(address, port);
    }
}
