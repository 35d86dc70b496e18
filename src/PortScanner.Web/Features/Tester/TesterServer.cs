using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

using PortScanner.Core.Payloads;
using PortScanner.Engine.Contract;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Tester.Wire;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Tester;

/// <summary>Listens on the tester's socket, and lets one user's processes in.</summary>
internal sealed class TesterServer(
    TesterOptions options,
    IScanEngine engine,
    ScanAdmission admission,
    UdpPayloads payloads,
    TimeProvider timeProvider,
    ILogger<TesterServer> logger) : BackgroundService
{
    // Scans of their own, and a question or two before each.
    private const int MostConnections = 4096;

    // The folder's rights let nobody else near it; these are for one that does.
    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _room = new(MostConnections);
    private uint _webUser;

    /// <summary>Binds the socket.</summary>
    /// <exception cref="ConfigurationException">It cannot be bound, or the front end's user is unknown.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Listen();
        TesterLog.Ready(logger, options.Socket, _webUser);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _listener.Dispose();
        _room.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sessions = new HashSet<Task>();
        try
        {
            while (true)
            {
                await _room.WaitAsync(stoppingToken);
                var connection = await _listener.AcceptAsync(stoppingToken);
                sessions.RemoveWhere(session => session.IsCompleted);
                sessions.Add(ServeAsync(connection, stoppingToken));
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: each session ends its scan.
            await Task.WhenAll(sessions);
        }
    }

    [SuppressMessage("Interoperability", "CA1416:Validate platform compatibility", Justification = "The engine is of Linux alone.")]
    private void Listen()
    {
        _webUser = UserAccounts.Find(options.WebUser ?? OwnUser())
            ?? throw new ConfigurationException([$"Tester:WebUser: this machine has no user \"{options.WebUser}\"; allowed is the name or number of the user that the front end runs as."]);
        try
        {
            UnixSockets.DeleteStale(options.Socket);
            _listener.Bind(new UnixDomainSocketEndPoint(options.Socket));
            File.SetUnixFileMode(options.Socket, SocketMode);
            _listener.Listen();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConfigurationException([$"Tester:Socket is \"{options.Socket}\", which cannot be listened on: {e.Message}"]);
        }
    }

    // proc(5): the second number is the effective user's.
    private static string OwnUser() =>
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One session's fault is not the others'.")]
    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        try
        {
            await using var link = new SocketLink(connection);
            if (SocketPeer.UserOf(connection) is not { } user)
            {
                return;
            }

            if (user == _webUser)
            {
                await new TesterSession(link, engine, admission, payloads, timeProvider, logger).RunAsync(stopping);
            }
            else
            {
                TesterLog.StrangerRefused(logger, user);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The front end went away, or this process is told to stop.
        }
        catch (Exception e)
        {
            // The message of an unforeseen exception may hold an address; its type may not.
            TesterLog.ScanFailed(logger, e.GetType().Name);
        }
        finally
        {
            _room.Release();
        }
    }
}
