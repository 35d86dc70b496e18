using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PortScanner.Web.Tests.Program;

/// <summary>Someone who asks the program for something. It sends no header that a test did not ask for, as curl.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _client;

    /// <summary>A caller from one address.</summary>
    public Caller(Uri site, IPAddress from) => _client = new HttpClient(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
    {
        BaseAddress = site,
    };

    /// <summary>Reads a page.</summary>
    public Task<Answer> GetAsync(string path, params string[] headers) => SendAsync("GET", path, null, headers);

    /// <summary>Asks for a scan with a form's fields, as NAME=VALUE&amp;NAME=VALUE.</summary>
    public Task<Answer> ScanAsync(string form, params string[] headers) => SendAsync("POST", "/scan", Form(form), headers);

    /// <summary>Sends anything.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="headers">More headers, as NAME: VALUE.</param>
    public async Task<Answer> SendAsync(string method, string path, HttpContent? content, params string[] headers)
    {
        using var response = await SendAsync(Request(method, path, content, headers), HttpCompletionOption.ResponseContentRead);
        return await Answer.OfAsync(response);
    }

    /// <summary>Asks for a scan and returns once it has begun to answer.</summary>
    public Task<HttpResponseMessage> BeginScanAsync(string form, params string[] headers) =>
        BeginAsync("POST", "/scan", Form(form), headers);

    /// <summary>Sends anything and returns once it is being answered.</summary>
    public Task<HttpResponseMessage> BeginAsync(string method, string path, HttpContent? content, params string[] headers) =>
        SendAsync(Request(method, path, content, headers), HttpCompletionOption.ResponseHeadersRead);

    public void Dispose() => _client.Dispose();

    /// <summary>A form's body.</summary>
    public static StringContent Form(string fields) => new(fields, Encoding.ASCII, "application/x-www-form-urlencoded");

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until) => _client.SendAsync(request, until);

    private static HttpRequestMessage Request(string method, string path, HttpContent? content, string[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            Assert.True(request.Headers.TryAddWithoutValidation(parts[0], parts[1]));
        }

        return request;
    }
}
