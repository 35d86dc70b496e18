using System.Net;
using System.Net.Sockets;
using System.Reflection;

using PortScanner.Cluster.Testers;
using PortScanner.Core.Addresses;
using PortScanner.Core.Payloads;
using PortScanner.Core.Plans;
using PortScanner.Engine;
using PortScanner.Engine.Options;
using PortScanner.Engine.Sending;
using PortScanner.Web.Features.Admission;

namespace PortScanner.Web.Features.Cluster.Testing;

/// <summary>What a tester tells of itself now.</summary>
/// <param name="isDraining">Whether it was told to stop.</param>
/// <param name="running">How many scans run.</param>
internal delegate HeartbeatContents TellOfSelf(bool isDraining, int running);

/// <summary>What a tester tells of itself.</summary>
internal sealed class TesterSelf(ScanEngine engine, ScanEngineOptions options, AdmissionSettings admission, UdpPayloads payloads)
{
    private static readonly string Version = typeof(TesterSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    private readonly string _planHash = Convert.ToBase64String(PlanHash.OfMachine(payloads));

    // For whoever tries it out on one machine.
    private readonly bool _testsItself = admission.Policy.Check(IPAddress.Loopback, []) is null;

    /// <summary>What is so now.</summary>
    /// <param name="isDraining">Whether it was told to stop.</param>
    /// <param name="running">How many scans run.</param>
    public HeartbeatContents Tell(bool isDraining, int running)
    {
        var own = OwnAddresses.Read().ToList();
        var room = engine.Room;
        return new HeartbeatContents(
            isDraining ? TesterState.Draining : engine.IsCapturing ? TesterState.Ready : TesterState.Sick,
            new TesterSources(SourceOf(AddressFamily.InterNetwork, own), SourceOf(AddressFamily.InterNetworkV6, own), options.SourcePrefix),
            new TesterRoom(room.Pace, room.Probes, room.Scans),
            running,
            Version,
            _planHash,
            Reach: null,
            Filtered: null,
            engine.CaptureLossCount);
    }

    private string? SourceOf(AddressFamily family, List<IPAddress> own) =>
        options.SourceAddresses.FirstOrDefault(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family)
        ?? own.Find(address => address.AddressFamily == family && !address.IsIPv6LinkLocal && (_testsItself || !IPAddress.IsLoopback(address)))?.ToString();
}
