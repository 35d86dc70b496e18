using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PortScanner.Web.Tests.Program;

/// <summary>A request that no client would send.</summary>
internal static class RawRequest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>A form.</summary>
    /// <param name="contentType">Its content type.</param>
    /// <param name="body">Its body; characters stand for bytes.</param>
    /// <param name="path">Where to.</param>
    /// <param name="host">Of which site.</param>
    public static string Form(string contentType, string body, string path = "/scan", string host = "127.0.0.1") =>
        $"POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Sends it.</summary>
    /// <param name="site">To whom.</param>
    /// <param name="request">All of it; characters stand for bytes.</param>
    /// <returns>The status, and all that was answered.</returns>
    public static async Task<(int Status, string Text)> SendAsync(RunningSite site, string request)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, site.Port), timeout.Token);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), timeout.Token);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(timeout.Token);
        Assert.StartsWith("HTTP/1.1 ", text, StringComparison.Ordinal);
        return (int.Parse(text.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), text);
    }
}
