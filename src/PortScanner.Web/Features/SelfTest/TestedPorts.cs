using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Ports;
using PortScanner.Core.Results;
using PortScanner.Engine;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Options;
using PortScanner.Engine.Sending;
using PortScanner.Reports.Model;
using PortScanner.Web.Features.Admission;
using PortScanner.Web.Features.Callers;
using PortScanner.Web.Features.Doctor;
using PortScanner.Web.Features.Liveness;

namespace PortScanner.Web.Features.SelfTest;

/// <summary>One scan of each family's four ports, and what it made of them.</summary>
internal static class TestedPorts
{
    // With the start of two processes it stays below fifteen seconds.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(2);

    /// <summary>Scans.</summary>
    /// <param name="ground">Where.</param>
    /// <param name="options">The operator's settings; those of source addresses mean nothing there.</param>
    /// <exception cref="EngineStartException">The engine does not start.</exception>
    /// <exception cref="SocketException">The ports could not be set up.</exception>
    public static async Task<List<CheckResult>> ScanAsync(IGround ground, ScanEngineOptions options)
    {
        (options.SourceAddresses, options.SourcePrefix) = ([], null);
        var admission = AdmissionSettings.Create(ground.Admission);
        using var engine = new ScanEngine(options, address => admission.Policy.Check(address, OwnAddresses.Read())?.Words, TimeProvider.System);
        List<VisitorPorts> sides = [];
        VisitorWire? wire = null;
        try
        {
            ground.Build(() =>
            {
                sides.AddRange(ground.Ends.Where(end => IsThere(end.Visitor)).Select(end => new VisitorPorts(end.Visitor)));
                return wire = new VisitorWire(sides);
            });
            var scans = sides.Select(async side => await ScanAsync(ground.Ends.First(end => end.Visitor.Equals(side.Address)).Tester, side, wire!, engine, new ScanAdmission(admission)));
            List<CheckResult> results = [.. (await Task.WhenAll(scans)).SelectMany(found => found)];
            foreach (var end in ground.Ends.Where(end => sides.TrueForAll(side => !side.Address.Equals(end.Visitor))))
            {
                results.Add(CheckResult.Notice(ReportNames.Title(end.Visitor.AddressFamily), "This machine has none of it.", "Without it, visitors of this family are not tested."));
            }

            return results;
        }
        finally
        {
            wire?.Dispose();
            sides.ForEach(side => side.Dispose());
        }
    }

    private static async Task<IEnumerable<CheckResult>> ScanAsync(IPAddress tester, VisitorPorts side, VisitorWire wire, ScanEngine engine, ScanAdmission admission)
    {
        var family = side.Address.AddressFamily;
        using var connection = await ConnectAsync(tester, side.Visitor);
        using var path = new VisitorPath(new VisitorSigns(TimeProvider.System), OwnConnection.Of(connection), TimeProvider.System);
        var found = new Dictionary<ushort, ProbeResult>();
        using var enough = new CancellationTokenSource(Most);
        var words = admission.TryAdmit(CallerAddress.OfConnection(connection), out var problem) is not { } target ? $"The address policy refuses the address of the ports: {problem!.Reason}."
            : await engine.BeginAsync(target, Plan(side), path, null, enough.Token) switch
            {
                BegunScan begun => await ReadAsync(begun, found),
                RejectedScan rejected => $"The scan was not begun: {rejected.Rejection}.",
                _ => throw new InvalidOperationException("Neither begun nor rejected."),
            };
        if (words is not null)
        {
            return [CheckResult.Wrong(ReportNames.Title(family), words, "portscanner doctor looks at the machine; of a link, at routes and rules: ip rule; ip route show table all.")];
        }

        return side.Ports.Select(port => Diagnosis.Of(family, port, found.GetValueOrDefault(port.Number), wire.Of(family, port), engine.PacketsReceived));
    }

    private static async Task<string?> ReadAsync(BegunScan begun, Dictionary<ushort, ProbeResult> found)
    {
        try
        {
            await foreach (var result in begun.ReadAsync().SelectMany(batch => batch.ToAsyncEnumerable()))
            {
                found[result.Probe.Port!.Value] = result;
            }
        }
        catch (OperationCanceledException)
        {
            // What was found by then is judged.
        }

        return null;
    }

    private static ScanPlan Plan(VisitorPorts side)
    {
        var ports = new PortSpecification(PortSet.From(side.Ports.Select(port => port.Number)), PortSet.Empty);
        return ScanPlanner.TryCreate(new ScanPlanRequest(ScanProfile.Custom, side.Address.AddressFamily) { Ports = ports }, out var plan, out _)
            ? plan
            : throw new InvalidOperationException("Four ports make a plan.");
    }

    // Who is tested is whoever connected, here as elsewhere.
    private static async Task<Socket> ConnectAsync(IPAddress tester, Socket visitor)
    {
        using var listener = new Socket(tester.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(tester, 0));
        listener.Listen();
        using var enough = new CancellationTokenSource(Connecting);
        try
        {
            await visitor.ConnectAsync(listener.LocalEndPoint!, enough.Token);
            return await listener.AcceptAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    private static bool IsThere(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
