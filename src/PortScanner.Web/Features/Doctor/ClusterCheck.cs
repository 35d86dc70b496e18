using Microsoft.Extensions.Logging.Abstractions;

using PortScanner.Cluster.Bus;
using PortScanner.Cluster.Keys;
using PortScanner.Cluster.Testers;
using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Options;
using PortScanner.Web.Features.Cluster;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Features.Doctor;

/// <summary>
/// The broker as this node sees it, and on a web node the testers. It logs in as the node, beside which it may run: it posts nothing but the echo.
/// </summary>
internal static class ClusterCheck
{
    private const string Configuration = "Give it deploy/nats/portscanner.conf, and nothing besides.";
    private const int LongestMessage = 65536;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowEcho = TimeSpan.FromMilliseconds(200);

    // Of three heartbeats of each tester one may be late.
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(2);

    /// <summary>Looks.</summary>
    /// <param name="settings">The settings, which must be right.</param>
    /// <param name="role">What the process is.</param>
    /// <param name="engine">What plans are made by.</param>
    /// <param name="denied">Which ports nobody is asked.</param>
    public static async IAsyncEnumerable<CheckResult> LookAsync(ClusterSettings settings, ProcessRole role, ScanEngineOptions engine, PortSpecification denied)
    {
        var errors = new List<string>();
        var bus = BusSettings.Read(settings.Options, errors);
        using var keys = ClusterKeys.Read(settings.Options, errors);
        if (keys is null || errors.Count > 0)
        {
            // The settings' own check has told them.
            yield break;
        }

        var isWeb = role == ProcessRole.Web;
        await using var nats = NatsBus.Start(bus, echoes: isWeb, TimeProvider.System, NullLogger.Instance);
        await using var registry = isWeb ? new TesterRegistry(nats, keys.Testers, TimeProvider.System) : null;
        for (var waited = TimeSpan.Zero; !nats.IsWell && waited < Patience; waited += Look)
        {
            await Task.Delay(Look);
        }

        if (nats.Server is not { } server || !nats.IsWell)
        {
            yield return CheckResult.Wrong(
                Subjects.Bus, $"No server of Cluster:Bus ({string.Join(", ", settings.Options.Bus)}) lets this node in, within {Patience.TotalSeconds} s.",
                "Look whether it runs and is reached (systemctl status portscanner-nats), whether its certificate is of that name and signed by Cluster:CaFile, and whether its users.conf has this node.");
            yield break;
        }

        foreach (var result in LookAt(server, bus.Servers.All(known => known.IsLoopback)))
        {
            yield return result;
        }

        yield return await LookAtRightsAsync(nats, bus.Seed is not null);
        if (registry is not null)
        {
            yield return LookAtEcho(nats.EchoTime ?? TimeSpan.MaxValue);
            await Task.Delay(Listening);
            foreach (var result in TesterRows.Of(settings, registry.Heard, registry.Age, PlanHashOf(engine, denied)))
            {
                yield return result;
            }
        }
    }

    // A payload file that is wrong is told by the program when it does not start.
    private static string? PlanHashOf(ScanEngineOptions engine, PortSpecification denied)
    {
        try
        {
            return Convert.ToBase64String(PlanHash.OfMachine(PayloadFileReader.Read(engine).Denying(denied)));
        }
        catch (EngineStartException)
        {
            return null;
        }
    }

    private static IEnumerable<CheckResult> LookAt(BusServer server, bool isHere)
    {
        string?[] faults =
        [
            server.AsksForLogin ? null : "asks nobody for a key",
            server.AsksForTls ? null : "does not encrypt",
            server.KeepsMessages ? "could keep messages (JetStream is on)" : null,
            server.LongestMessage >= LongestMessage ? null : $"takes no message above {server.LongestMessage} octets",
        ];
        var wrong = faults.OfType<string>().ToList();
        var told = $"The broker, nats-server {server.Version},";
        yield return wrong.Count == 0 ? CheckResult.Ok(Subjects.Bus, $"{told} asks for a key, encrypts, and keeps nothing.")
            : isHere && server is { KeepsMessages: false, LongestMessage: >= LongestMessage }
                ? CheckResult.Notice(Subjects.Bus, $"{told} {string.Join(" and ", wrong)}, which will do on this machine alone.", Configuration)
                : CheckResult.Wrong(Subjects.Bus, $"{told} {string.Join(" and ", wrong)}.", Configuration);
    }

    private static async Task<CheckResult> LookAtRightsAsync(NatsBus bus, bool logsIn)
    {
        if (!await bus.IsForbiddenRefusedAsync(CancellationToken.None))
        {
            const string Fault = "The broker lets this node listen to everything.";
            return logsIn ? CheckResult.Wrong(Subjects.BusRights, Fault, "Give it in users.conf the entry that portscanner keys new printed.")
                : CheckResult.Notice(Subjects.BusRights, Fault, "Without Cluster:NKeyFile it cannot tell one node from another; that is for trying out.");
        }

        return bus.Refused == 0
            ? CheckResult.Ok(Subjects.BusRights, "What is forbidden is refused, and what this node needs is allowed.")
            : CheckResult.Wrong(
                Subjects.BusRights, "The broker does not let this node listen to what it has to.",
                "Its entry in users.conf is another node's, or of the other kind: compare it with Cluster:Node and Role.");
    }

    private static CheckResult LookAtEcho(TimeSpan echo) => echo <= SlowEcho
        ? CheckResult.Ok(Subjects.Echo, FormattableString.Invariant($"What this node says over the bus is back after {echo.TotalMilliseconds:0.0} ms."))
        : CheckResult.Wrong(
            Subjects.Echo, FormattableString.Invariant($"What this node says over the bus is back after {echo.TotalMilliseconds:0} ms; scans pause when it takes two seconds."),
            "The broker's machine, this one, or the way between them is too busy.");
}
