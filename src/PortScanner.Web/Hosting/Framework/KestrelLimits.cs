using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace PortScanner.Web.Hosting.Framework;

/// <summary>
/// What one caller may send and hold, so that the many who come at once are served: <c>docs/configuration.md</c> lists it for operators.
/// </summary>
internal static class KestrelLimits
{
    // A port specification of 4,096 characters, percent-encoded, and the other fields.
    private const int MaximumBodyBytes = 16 * 1024;

    // The longest line of a genuine request names a scan: less than a hundred octets.
    private const int MaximumLineBytes = 2 * 1024;

    // Cookies of other sites of the same domain come along: 32 kB of them, as nginx takes at most, and what a proxy adds.
    private const int MaximumHeaderBytes = 40 * 1024;

    // Over HTTP/2 each cookie is a header of its own and counts 32 bytes more than it has, so that the bytes are the limit and not the number.
    private const int MaximumHeaders = 1000;

    // Two for each of as many scans as may run, and as many again for who reads pages; an idle one takes some 10 kB.
    private const int MaximumConnections = 5000;

    // A page loads thirty files at once, and follows one scan.
    private const int MaximumStreams = 50;

    // A genuine header comes in one packet; who sends it octet by octet holds a connection for nothing.
    private static readonly TimeSpan HeadersTime = TimeSpan.FromSeconds(10);

    // Between two requests of one visitor. Connections that wait are the cheapest to give up: a browser opens another.
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    // Of a form, or of a report to a reader who has stopped to read: after the grace less than this ends the connection, and so the scan.
    private static readonly MinDataRate SlowestRate = new(240, TimeSpan.FromSeconds(10));

    // The kernel would hold up to four megabytes for a reader, and takes more once a third of them is gone: somebody who reads 30 kB a second
    // seemed to take nothing for twenty seconds. This is two megabytes a second over a path of 100 ms.
    private const int SendBufferBytes = 128 * 1024;

    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(8);

    /// <summary>Sets the limits.</summary>
    public static void AddKestrelLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Apply(kestrel.Limits);
        });

        // Accepted sockets take it over from the one that listens.
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = endpoint =>
        {
            var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            listener.SendBufferSize = SendBufferBytes;
            return listener;
        });

        // Scans end with a word when the program stops, and are purged before it is gone.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime);
    }

    /// <summary>Sets the limits of a server.</summary>
    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MaximumConnections;
        limits.MaxRequestBodySize = MaximumBodyBytes;
        limits.MaxRequestLineSize = MaximumLineBytes;
        limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
        limits.MaxRequestHeaderCount = MaximumHeaders;
        limits.RequestHeadersTimeout = HeadersTime;
        limits.KeepAliveTimeout = IdleTime;
        limits.MinRequestBodyDataRate = SlowestRate;
        limits.MinResponseDataRate = SlowestRate;
        limits.Http2.MaxStreamsPerConnection = MaximumStreams;

        // Over HTTP/2 a reader who is gone does not show by himself, as the connection may have others.
        limits.Http2.KeepAlivePingDelay = IdleTime;
        limits.Http2.KeepAlivePingTimeout = HeadersTime;
    }
}
