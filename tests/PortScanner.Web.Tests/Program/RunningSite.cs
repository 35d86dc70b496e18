using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using PortScanner.Engine.Identity;

namespace PortScanner.Web.Tests.Program;

/// <summary>The program, serving on loopback, where it may test whoever asks.</summary>
public sealed class RunningSite : IAsyncDisposable
{
    private RunningSite(ProgramProcess process, int port)
    {
        Process = process;
        Port = port;
    }

    /// <summary>The TCP port that it serves on 127.0.0.1: one that is truly open.</summary>
    public int Port { get; }

    internal ProgramProcess Process { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static Task<RunningSite> StartAsync(params string[] arguments) => StartAsync(alsoOn: null, arguments);

    /// <summary>Starts it so that it listens on a Unix socket too, and waits until it is ready.</summary>
    public static Task<RunningSite> StartWithSocketAsync(string file, params string[] arguments) => StartAsync($";http://unix:{file}", arguments);

    private static async Task<RunningSite> StartAsync(string? alsoOn, string[] arguments)
    {
        // A secret is handed over as the units do; on the command line it would be refused.
        const string secretSetting = "--Forwarding:Secret=";
        var secrets = arguments.ToLookup(argument => argument.StartsWith(secretSetting, StringComparison.Ordinal));
        var port = FreePort();
        var process = ProgramProcess.Start(
            [
                $"--urls=http://127.0.0.1:{port}{alsoOn}", "--Admission:AllowLoopback=true",
                "--Engine:SourcePorts=61000-61199", "--Admission:MaximumLiveScans=20",
                "--Admission:ScansPerAddress=1000000", "--Admission:ScansInAll=1000000", "--Admission:Cooldown=00:00:00",
                "--Admission:RefusedFormsPerAddress=1000000", .. secrets[false],
            ],
            secrets[true].Select(secret => $"PORTSCANNER_Forwarding__Secret={secret[secretSetting.Length..]}"));
        var site = new RunningSite(process, port);
        try
        {
            await site.WaitUntilReadyAsync();
            return site;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>A port on loopback that nobody serves.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Someone who comes from an address of the loopback network.</summary>
    internal Caller From(string address = "127.0.0.1") => new(new Uri($"http://127.0.0.1:{Port}"), IPAddress.Parse(address));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var caller = From();
        var since = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(caller))
        {
            if (Process.HasExited || Stopwatch.GetElapsedTime(since) > ProgramProcess.Timeout)
            {
                throw new InvalidOperationException($"The program did not start.\n{Process.Written}");
            }

            await Task.Delay(100);
        }
    }

    private static async Task<bool> IsReadyAsync(Caller caller)
    {
        try
        {
            return (await caller.GetAsync("/healthz")).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
