using System.Globalization;
using System.Net.Sockets;

using PortScanner.Core.Plans;
using PortScanner.Core.Probes;
using PortScanner.Engine.DryRun;
using PortScanner.Reports.Model;

namespace PortScanner.Web.Features.DryRun;

/// <summary>The packets of a dry run, a line each: what the program means by it, and on the right what PacketDotNet reads in it.</summary>
internal static class PacketListing
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="family">The packets' family.</param>
    /// <param name="packets">At least one.</param>
    public static void Write(TextWriter output, AddressFamily family, IReadOnlyList<DryRunPacket> packets)
    {
        output.WriteLine(
            $"Nothing is sent. Packets from {ScanDryRun.SourceOf(family)} to {ScanDryRun.TargetOf(family)}, if none is answered; on the right what PacketDotNet reads in them:");
        foreach (var packet in packets)
        {
            output.WriteLine(Line(packet));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{packets.Count} packets for {Count(packets, false)} probes and {Count(packets, true)} controls in {packets[^1].At.TotalSeconds:F3} s"));
    }

    private static string Line(DryRunPacket packet)
    {
        var port = packet.Probe.Port is { } number ? $"/{number}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{packet.At.TotalSeconds,8:F3} s  pass {packet.Pass}  {ReportNames.Of(packet.Probe.Protocol) + port,-10} {(packet.IsControl ? "control" : packet.Probe.Kind.Info().Name),-16} {packet.Bytes.Length,4} bytes  {PacketReading.Of(packet)}");
    }

    private static int Count(IReadOnlyList<DryRunPacket> packets, bool areControls) =>
        packets.Where(packet => packet.IsControl == areControls).DistinctBy(packet => packet.Probe).Count();
}
