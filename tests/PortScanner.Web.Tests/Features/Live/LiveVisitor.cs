using System.Net;

using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Features.Live;

/// <summary>Someone who uses the API as the page does.</summary>
internal sealed class LiveVisitor(RunningSite site, string address = "127.0.0.1") : IDisposable
{
    private readonly Caller _caller = site.From(address);

    /// <summary>Begins a scan.</summary>
    public Task<Answer> PostAsync(string form, params string[] headers) => _caller.SendAsync("POST", "/api/scans", Caller.Form(form), headers);

    /// <summary>Begins a scan that must begin.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> BeginAsync(string form)
    {
        var answer = await PostAsync(form);
        Assert.Equal((201, "application/json"), (answer.Status, answer.MediaType));
        return answer.Header("Location")!;
    }

    /// <summary>Sends a request without a body.</summary>
    public Task<Answer> SendAsync(string method, string path, params string[] headers) => _caller.SendAsync(method, path, null, headers);

    /// <summary>Follows a scan; disposing of the answer closes its connection.</summary>
    public async Task<HttpResponseMessage> FollowAsync(string path, string? lastEventId = null)
    {
        var response = await FollowRawAsync(path, lastEventId);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return response;
    }

    /// <summary>Asks to follow a scan, whatever is answered.</summary>
    public Task<HttpResponseMessage> FollowRawAsync(string path, string? lastEventId) =>
        _caller.BeginAsync("GET", $"{path}/events", null, lastEventId is null ? [] : [$"Last-Event-ID: {lastEventId}"]);

    /// <summary>Reads all events of a scan, from one on.</summary>
    public async Task<List<LiveEvent>> ReadToEndAsync(string path, string? lastEventId = null)
    {
        using var response = await FollowAsync(path, lastEventId);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        return await LiveEvent.ReadAsync(reader).ToListAsync();
    }

    public void Dispose() => _caller.Dispose();
}
