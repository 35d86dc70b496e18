using System.Diagnostics;

using PacketDotNet;

using SharpPcap;
using SharpPcap.LibPcap;

namespace PortScanner.Engine.Tests.Probes.Udp;

/// <summary>What tshark says about one packet.</summary>
/// <param name="Protocols">The layers, outermost first, joined by colons.</param>
/// <param name="Malformed">Whether a dissector ran out of its depth.</param>
/// <param name="Severities">The severity of each expert message.</param>
/// <param name="Info">The summary.</param>
internal sealed record Dissection(string Protocols, bool Malformed, IReadOnlyList<int> Severities, string Info)
{
    /// <summary>"Chat", tshark's mark of the usual workflow, such as an HTTP request line; note, warning and error are above.</summary>
    private const int Chat = 0x200000;

    /// <summary>Whether an expert message is a note, a warning or an error.</summary>
    public bool HasComplaint => Severities.Any(severity => severity > Chat);
}

/// <summary>Runs tshark over packets.</summary>
internal static class Tshark
{
    private const string Name = "tshark";

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, Name)));

    public static IReadOnlyList<Dissection> Dissect(IReadOnlyCollection<byte[]> packets)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pcap");
        try
        {
            Write(file, packets);
            var dissections = Run(file).Select(Parse).ToList();
            Assert.Equal(packets.Count, dissections.Count);
            return dissections;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // With libpcap, which tshark brings along.
    private static void Write(string file, IReadOnlyCollection<byte[]> packets)
    {
        using var writer = new CaptureFileWriterDevice(file);
        writer.Open(new DeviceConfiguration { LinkLayerType = LinkLayers.RawLegacy });
        foreach (var packet in packets)
        {
            writer.Write(packet);
        }
    }

    private static string[] Run(string file)
    {
        var start = new ProcessStartInfo(Name) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "-n", "-r", file, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-T", "fields",
            "-e", "frame.protocols", "-e", "_ws.malformed", "-e", "_ws.expert.severity", "-e", "_ws.col.Info",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.BeginErrorReadLine(); // it always warns about running as root
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Dissection Parse(string line)
    {
        string[] fields = line.Split('\t');
        var severities = fields[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
        return new Dissection(fields[0], fields[1].Length > 0, [.. severities], fields[3]);
    }
}
