using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using PortScanner.Lab.Network;

namespace PortScanner.Lab.Program;

/// <summary>The built program, running in a namespace with its log at the most verbose level.</summary>
public sealed class ShippedProgram : IDisposable
{
    /// <summary>The TCP port that the program serves in every test.</summary>
    public const int Port = 8080;

    // They only end what hangs: a start takes a second of a processor, of which a busy machine may have one for thirty that want it, and the program
    // itself gives up a stop after eight seconds.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private const string SecretSetting = "--Forwarding:Secret=";

    private readonly Command _process;

    private ShippedProgram(Command process) => _process = process;

    /// <summary>The settings that let the lab's documentation addresses be scanned.</summary>
    public static IReadOnlyList<string> AllowTheLab { get; } =
        ["--Admission:AllowNetworks:0=198.51.100.0/24", "--Admission:AllowNetworks:1=2001:db8::/32"];

    /// <summary>The settings that let a lab's few addresses connect, and be scanned, as often as its tests like.</summary>
    public static IReadOnlyList<string> WithoutLimits { get; } =
    [
        "--Admission:ScansPerAddress=1000000", "--Admission:ScansPerSite=1000000", "--Admission:ScansInAll=1000000", "--Admission:Cooldown=00:00:00",
        "--Admission:RefusedFormsPerAddress=1000000", "--Admission:RefusedFormsPerSite=1000000",
        "--Admission:LiveScansPerHousehold=1000000", "--Admission:LiveScansPerSite=1000000",
        "--Admission:ConnectionsPerAddress=1000000", "--Admission:ConnectionsPerSite=1000000",
    ];

    /// <summary>The process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything that the program wrote to its standard output and error.</summary>
    public string Written => _process.Written;

    /// <summary>Starts the program and waits until <c>/healthz</c> answers on each of its addresses.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="listenOn">The addresses that it serves.</param>
    /// <param name="settings">Its command line, such as <see cref="AllowTheLab"/>.</param>
    /// <param name="environment">Variables to add to ours.</param>
    /// <param name="user">Whom it runs as; null for ours.</param>
    /// <param name="asking">What curl needs besides, to be answered at all.</param>
    public static ShippedProgram Start(
        NetworkNamespace host,
        IReadOnlyList<IPAddress> listenOn,
        IEnumerable<string> settings,
        IReadOnlyDictionary<string, string>? environment = null,
        ServiceUser? user = null,
        IReadOnlyList<string>? asking = null)
    {
        var program = Launch(host, ["--urls", string.Join(';', listenOn.Select(address => Page(address))), .. settings], environment, user);
        try
        {
            foreach (var address in listenOn)
            {
                program.WaitUntilHealthy(host, address, asking ?? []);
            }
        }
        catch
        {
            program._process.Dispose();
            throw;
        }

        return program;
    }

    /// <summary>Starts the program in the role of tester, and does not wait for it.</summary>
    /// <inheritdoc cref="Start"/>
    public static ShippedProgram StartTester(NetworkNamespace host, IEnumerable<string> settings, ServiceUser? user = null) =>
        Launch(host, ["--Role=tester", .. settings], null, user);

    /// <summary>The address of a page.</summary>
    public static string Page(IPAddress server, string path = "") =>
        server.AddressFamily == AddressFamily.InterNetworkV6 ? $"http://[{server}]:{Port}{path}" : $"http://{server}:{Port}{path}";

    /// <summary>Suspends it for a while (SIGSTOP, SIGCONT), as a busy hypervisor would.</summary>
    /// <param name="meanwhile">What is done while it stands still.</param>
    public void Suspend(Action meanwhile)
    {
        _process.Signal("STOP");
        try
        {
            meanwhile();
        }
        finally
        {
            _process.Signal("CONT");
        }
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ends it as an operator would.</summary>
    /// <exception cref="InvalidOperationException">It had ended before, or did not end in time.</exception>
    public void Stop()
    {
        var crashed = _process.HasExited;
        if (crashed || !_process.Terminate(StopTimeout))
        {
            var how = crashed ? "ended by itself" : $"did not end within {StopTimeout} after SIGTERM";
            throw new InvalidOperationException($"The program {how}.\n{Last(Written)}");
        }
    }

    /// <summary>Makes sure that it has ended.</summary>
    public void Dispose() => _process.Dispose();

    private static ShippedProgram Launch(
        NetworkNamespace host, IEnumerable<string> settings, IReadOnlyDictionary<string, string>? environment, ServiceUser? user)
    {
        // A secret is handed over as the units do; on the command line it would be refused.
        var secrets = settings.ToLookup(setting => setting.StartsWith(SecretSetting, StringComparison.Ordinal));
        var variables = new Dictionary<string, string>(environment ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var secret in secrets[true])
        {
            variables["PORTSCANNER_Forwarding__Secret"] = secret[SecretSetting.Length..];
        }

        var assembly = user is null ? BuiltProgram.Assembly : BuiltProgram.AssemblyForOthers;
        string[] line =
        [
            .. user?.Launcher ?? [],
            "dotnet",
            assembly,
            "--Serilog:MinimumLevel:Default=Verbose",
            "--Serilog:MinimumLevel:Override:Microsoft=Verbose",
            "--Serilog:MinimumLevel:Override:Microsoft.AspNetCore=Verbose",
            .. WithoutLimits,
            .. secrets[false],
        ];
        return new ShippedProgram(host.StartIn(line[0], line[1..], Path.GetDirectoryName(assembly), variables));
    }

    private void WaitUntilHealthy(NetworkNamespace host, IPAddress address, IEnumerable<string> asking)
    {
        var since = Stopwatch.GetTimestamp();
        while (host.RunIn("curl", ["-sf", "-o", "/dev/null", "--max-time", "5", .. asking, Page(address, "/healthz")]).ExitCode != 0)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(since) > StartTimeout)
            {
                throw new InvalidOperationException($"The program did not start.\n{Last(Written)}");
            }

            Thread.Sleep(100);
        }
    }

    private static string Last(string written) => written.Length <= 8000 ? written : written[^8000..];
}
