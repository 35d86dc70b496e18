using System.Net.Security;
using System.Text;

using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;
using PortScanner.Lab.Proxies;
using PortScanner.Lab.Proxies.Broken;
using PortScanner.Lab.Truth;

namespace PortScanner.Lab.Scenarios.Proxies;

/// <summary>
/// A proxy as shipped, before something that breaks off its answers, and visitors who break off their requests, at each place and in each way:
/// whatever a server writes at such a time, nothing of a visitor is in it, and what an operator needs is.
/// </summary>
public abstract class BrokenRequestTests : IDisposable
{
    private readonly ThreeHosts _hosts;
    private readonly ProxyFiles _files = new();
    private readonly Command _proxy;
    private readonly string? _failure;

    /// <summary>Starts the proxy.</summary>
    /// <param name="tool">Its program.</param>
    /// <param name="failure">What its log says when the program is not there; null if it is not one with a shipped site.</param>
    /// <param name="start">Starts it.</param>
    private protected BrokenRequestTests(string tool, string? failure, Func<NetworkNamespace, ProxyFiles, Command> start)
    {
        Assert.SkipWhen(LabRequirements.WhyNot is not null, LabRequirements.WhyNot ?? "");
        Tools.Require(tool);
        _hosts = new ThreeHosts();
        _proxy = start(_hosts.Server, _files);
        _failure = failure;
    }

    [Fact]
    public async Task Nothing_of_a_visitor_is_in_the_logs_however_a_request_or_its_answer_breaks_off()
    {
        await Eventually.Holds(() => Visitor(Side.V6).TryCurl("/") is { Status: > 0 }, "the proxy answered");
        using (var upstream = new BrokenUpstream(_hosts.Server))
        {
            await BreakOffAsync();
        }

        // And with nothing there at all.
        await BreakOffAsync();

        var logged = _files.Logged() + _proxy.Written;
        Assert.Empty(VisitorTraces.FoundIn(logged).Select(form => $"{form} in {Lines(logged, form)}"));
        Assert.Contains(_failure ?? "", logged, StringComparison.Ordinal);
    }

    // As a scan's whose status tells the verdict, so that nothing can be written before.
    [Fact]
    public async Task Answer_that_is_long_in_coming_is_waited_for()
    {
        await Eventually.Holds(() => Visitor(Side.V6).TryCurl("/") is { Status: > 0 }, "the proxy answered");
        using var upstream = new BrokenUpstream(_hosts.Server);
        var answers = await Task.WhenAll(((string[])["--http1.1", "--http2"]).Select(version => Task.Run(() => Visitor(Side.V4).Curl(BrokenUpstream.LatePath, version))));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the lab down.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _proxy.Terminate(TimeSpan.FromSeconds(10));
        _proxy.Dispose();
        _hosts.Dispose();
        _files.Dispose();
    }

    private Visitor Visitor(Side side) => Program.Visitor.OfSite(_hosts.Client, ProxyFiles.Name, side.Server);

    private async Task BreakOffAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(3));
        foreach (var client in (BrokenClient[])[new(_hosts.Client, Side.V4.Server), new(_hosts.Client, Side.V6.Server)])
        {
            // A few at a time: beyond a number of connections a site turns an address away, and this is of what comes before.
            foreach (var some in Attempts(client, timeout.Token).Chunk(20))
            {
                await Task.WhenAll(some.Select(attempt => attempt()));
            }

            if (_failure is not null)
            {
                // The guide sets no timeout with a body for the others.
                await Task.WhenAll(BrokenRequests.WithoutBody.Select(text => client.SendTlsAsync(Encoding.ASCII.GetBytes(text), null, Departure.Never, timeout.Token)));
            }
        }
    }

    private static IEnumerable<Func<Task>> Attempts(BrokenClient client, CancellationToken cancellationToken)
    {
        byte[] hello = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3];
        foreach (var departure in (Departure[])[Departure.Finish, Departure.Reset])
        {
            foreach (var handshake in (byte[][])[[], hello[..3], hello, [0x16, 3, 1, 0, 4, 1, 0, 0, 0], [0x15, 3, 1, 0, 2, 2, 40], new byte[600], "SSH-2.0-x\r\n"u8.ToArray()])
            {
                yield return () => client.SendPlainAsync(443, handshake, departure, cancellationToken);
            }

            foreach (var request in BrokenRequests.All)
            {
                yield return () => client.SendPlainAsync(80, request, departure, cancellationToken);
                yield return () => client.SendPlainAsync(443, request, departure, cancellationToken);
                yield return () => client.SendTlsAsync(request, null, departure, cancellationToken);
            }

            foreach (var frames in BrokenFrames.All)
            {
                yield return () => client.SendTlsAsync(frames, SslApplicationProtocol.Http2, departure, cancellationToken);
            }

            yield return () => client.SendTlsAsync([], null, departure, cancellationToken, "elsewhere.example");
        }
    }

    private static string Lines(string logged, string form) =>
        string.Join('\n', logged.Split('\n').Where(line => line.Contains(form, StringComparison.OrdinalIgnoreCase)).Take(20));
}

/// <summary>Apache.</summary>
public sealed class ApacheBrokenRequestTests() : BrokenRequestTests(Apache.Program, "answered 503", Apache.Start);

/// <summary>nginx.</summary>
public sealed class NginxBrokenRequestTests() : BrokenRequestTests(Nginx.Program, "answered 502", (host, files) => Nginx.Start(host, files));

/// <summary>HAProxy.</summary>
public sealed class HaproxyBrokenRequestTests() : BrokenRequestTests(GuidedProxies.Haproxy, null, (host, files) => GuidedProxies.StartHaproxy(host, files));

/// <summary>Caddy.</summary>
public sealed class CaddyBrokenRequestTests() : BrokenRequestTests(GuidedProxies.Caddy, null, GuidedProxies.StartCaddy);
