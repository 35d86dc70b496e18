using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

using Xunit;

namespace PortScanner;

/// <summary>
/// A real <c>nats-server</c> on a port of its own on loopback, or a skipped test where none is installed. It can be stopped, killed, suspended and
/// started again on the same port. Tests that change none of that share one.
/// </summary>
public sealed class NatsServer : IAsyncDisposable
{
    // As in the configuration that is shipped.
    private const string Limits = "max_payload: 65536\nmax_pending: 16MB\nwrite_deadline: \"2s\"\nping_interval: \"1s\"\nping_max: 2\n";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);
    private static readonly string? Program = new[] { "/usr/sbin/nats-server", "/usr/local/bin/nats-server", "/usr/bin/nats-server" }.FirstOrDefault(File.Exists);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portscanner-nats-");
    private Process? _process;

    private NatsServer(int port) => Port = port;

    /// <summary>Whether there is one on this machine.</summary>
    public static bool IsInstalled => Program is not null;

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Where clients find it, as the setting says it.</summary>
    public string Bus => string.Create(CultureInfo.InvariantCulture, $"nats://127.0.0.1:{Port}");

    /// <summary>All that it has logged.</summary>
    public string Log => File.ReadAllText(LogFile);

    private string LogFile => Path.Combine(_folder.FullName, "log");

    private string ConfigurationFile => Path.Combine(_folder.FullName, "nats.conf");

    /// <summary>Starts one.</summary>
    /// <param name="configuration">What else its configuration has, such as accounts.</param>
    public static async Task<NatsServer> StartAsync(string configuration = "")
    {
        Require();
        var server = new NatsServer(FreePort());
        await File.WriteAllTextAsync(
            server.ConfigurationFile,
            string.Create(CultureInfo.InvariantCulture, $"host: 127.0.0.1\nport: {server.Port}\n{Limits}{configuration}\n"));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Skips the test where none is installed.</summary>
    public static void Require() => Assert.SkipUnless(IsInstalled, "nats-server is not installed");

    /// <summary>Starts some that are one broker.</summary>
    public static async Task<IReadOnlyList<NatsServer>> StartClusterAsync(int count)
    {
        var routes = Enumerable.Range(0, count).Select(_ => FreePort()).ToList();
        var all = string.Join(", ", routes.Select(port => string.Create(CultureInfo.InvariantCulture, $"\"nats://127.0.0.1:{port}\"")));
        var servers = new List<NatsServer>();
        foreach (var port in routes)
        {
            servers.Add(await StartAsync(string.Create(
                CultureInfo.InvariantCulture, $"cluster {{ name: portscanner, listen: \"127.0.0.1:{port}\", no_advertise: true, routes: [{all}] }}")));
        }

        return servers;
    }

    /// <summary>Starts it again where it was.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", ConfigurationFile, "-l", LogFile]) { UseShellExecute = false })!;
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (waiting.Elapsed < StartTime && !_process.HasExited)
            {
                // It is not there yet.
            }
        }
    }

    /// <summary>Ends it without a word to anybody.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync();
    }

    /// <summary>Lets it hang.</summary>
    public Task SuspendAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
