using System.Text;

namespace PortScanner.Lab.Proxies.Broken;

/// <summary>Beginnings of requests over HTTP/1.1 that no request becomes of, or one that is refused, at each place where one can break off.</summary>
internal static class BrokenRequests
{
    private const string Host = $"Host: {ProxyFiles.Name}\r\n";
    private const string Form = $"POST /scan HTTP/1.1\r\n{Host}Content-Type: application/x-www-form-urlencoded\r\n";

    /// <summary>All of them, as they are sent.</summary>
    public static IEnumerable<byte[]> All => BrokenOff.Concat(Refused).Concat(WrongUpstream).Select(Encoding.Latin1.GetBytes);

    /// <summary>Where a form's body is waited for: between header and body, in it, and in its chunks.</summary>
    public static IEnumerable<string> WithoutBody =>
    [
        $"{Form}Content-Length: 100\r\n\r\n",
        $"{Form}Content-Length: 100\r\n\r\nconsent=y",
        $"{Form}Expect: 100-continue\r\nContent-Length: 100\r\n\r\n",
        $"{Form}Transfer-Encoding: chunked\r\n\r\n",
        $"{Form}Transfer-Encoding: chunked\r\n\r\n5",
        $"{Form}Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        $"{Form}Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\nTrailer",
    ];

    private static IEnumerable<string> BrokenOff =>
    [
        "", "\r\n", "G", "GET /ip", "GET /ip HTTP/1.1", "GET /ip HTTP/1.1\r\n", "GET /ip HTTP/1.1\r\nHost: scan.exa", $"GET /ip HTTP/1.1\r\n{Host}",
        $"GET /ip HTTP/1.1\r\n{Host}Accept: */*", Form, .. WithoutBody,
    ];

    private static IEnumerable<string> Refused =>
    [
        "\0\0\0\0\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0", "NONSENSE\r\n\r\n", "get  /  http\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        Get("/%00"), Get("/../../etc/passwd"), Get("/%zz"), Get("/" + new string('a', 20_000)), Get("*"), Get("nothing"), Get("http://198.18.0.9/"), Get("/ip", "Host: elsewhere.example\r\n"),
        Get("/ip", "Range: bytes=9-1\r\n"), Get("/ip", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"),
        Get("/ip", "No colon\r\n"), Get("/ip", "Space : x\r\n"), Get("/ip", " folded\r\n"), Get("/ip", "Nul: \0\r\n"), Get("/ip", $"Large: {new string('x', 20_000)}\r\n"),
        Get("/ip", string.Concat(Enumerable.Range(0, 200).Select(number => $"X-{number}: x\r\n"))), Get("/ip", "Transfer-Encoding: gzip\r\n"), Get("/ip", "Content-Length: -1\r\n"),
        $"CONNECT 198.18.0.9:443 HTTP/1.1\r\n{Host}\r\n", $"TRACE /ip HTTP/1.1\r\n{Host}\r\n", $"OPTIONS * HTTP/1.1\r\n{Host}\r\n",
        $"{Form}Content-Length: 99999999\r\n\r\n", $"{Form}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", $"{Form}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        $"{Form}Transfer-Encoding: chunked\r\n\r\nzz\r\n", $"{Form}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", $"{Form}Transfer-Encoding: chunked\r\n\r\n5000\r\n{new string('a', 0x5000)}\r\n0\r\n\r\n",
    ];

    private static IEnumerable<string> WrongUpstream => BrokenUpstream.Paths.SelectMany(path => (string[])[Get(path), $"{Form.Replace("/scan", path, StringComparison.Ordinal)}Content-Length: 5\r\n\r\nab"]);

    private static string Get(string path, string header = "") => $"GET {path} HTTP/1.1\r\n{Host}{header}\r\n";
}
