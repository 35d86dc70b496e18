using System.Net.Sockets;

using PortScanner.Core.Localization;
using PortScanner.Engine;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;
using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Features.Doctor;

/// <summary>Whether packets can be sent and captured, and the engine's options fit the machine.</summary>
internal static class EngineCheck
{
    // A raw socket of any protocol that is only sent by.
    private const ProtocolType RawProtocol = (ProtocolType)255;

    /// <summary>Looks.</summary>
    public static IEnumerable<CheckResult> Look(ScanEngineOptions options)
    {
        if (!MayOpenRawSockets())
        {
            yield return CheckResult.Wrong(
                Subjects.Rights, "This process may not open raw sockets: it lacks CAP_NET_RAW.",
                "Run the doctor as the service does: as root, or with the one capability, as by systemd-run -p AmbientCapabilities=CAP_NET_RAW.");
            yield break;
        }

        yield return CheckResult.Ok(Subjects.Rights, "Raw sockets may be opened (CAP_NET_RAW).");
        yield return Capture(options);
    }

    private static bool MayOpenRawSockets()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, RawProtocol);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // The engine checks its options against the machine when it is made, and opens the capture. It is asked for no scan.
    private static CheckResult Capture(ScanEngineOptions options)
    {
        try
        {
            using var engine = new ScanEngine(options, _ => new Message("address.none"), TimeProvider.System);
            return CheckResult.Ok(Subjects.Capture, $"Packets can be captured; Engine:SourcePorts has room for {engine.Capacity} scans at once. portscanner selftest tries it with packets.");
        }
        catch (EngineStartException e)
        {
            return CheckResult.Wrong(e.Error == EngineStartError.BadOption ? Subjects.Engine : Subjects.Capture, e.Message, $"{Guides.At("troubleshooting")} tells more about each of these.");
        }
    }
}
