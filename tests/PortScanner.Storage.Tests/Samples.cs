using System.Net;

using PortScanner.Core.Probes;
using PortScanner.Core.Results;

namespace PortScanner.Storage.Tests;

/// <summary>Scans and results to store.</summary>
internal static class Samples
{
    private static int _callers;

    /// <summary>An address that no other test uses.</summary>
    public static IPAddress NewCaller() => new([203, 0, .. BitConverter.GetBytes((ushort)Interlocked.Increment(ref _callers))]);

    public static NewScan NewScan(TimeProvider time, IPAddress? caller = null) =>
        new(ScanKey.Create(), caller ?? NewCaller(), time.GetUtcNow().AddMinutes(1), time.GetUtcNow().AddMinutes(10));

    public static ProbeResult Syn(ushort port, PortState state = PortState.Open, Reason reason = Reason.SynAck) =>
        new(new Probe(ProbeKind.Syn, port), state, reason, null, TimeSpan.FromMicroseconds(1234), 63, 1);

    public static ProbeResult Indirect(ushort port, string responder) =>
        Syn(port, PortState.Rejected, Reason.AdminProhibited) with { Responder = IPAddress.Parse(responder) };
}
