using System.Globalization;

using PortScanner.Engine.Scanning;

namespace PortScanner.Engine;

/// <summary>Checks <see cref="ScanEngineOptions"/> against their ranges and the machine.</summary>
internal static class EngineOptionsValidation
{
    private const string LocalPortRangeFile = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>The source ports, once all options were found right.</summary>
    /// <exception cref="EngineStartException">Names the options that are wrong, all of them, and what is allowed.</exception>
    public static PortRange SourcePortsOf(ScanEngineOptions options)
    {
        var errors = new List<string>();
        if (!PortRange.TryParse(options.SourcePorts, out var ports) || ports.Count < SourcePortSlots.BlockSize)
        {
            errors.Add($"Engine:SourcePorts is \"{options.SourcePorts}\"; allowed is a range \"first-last\" of at least {SourcePortSlots.BlockSize} ports.");
        }
        else if (KernelRange() is { } kernelRange && ports.Overlaps(kernelRange))
        {
            errors.Add($"Engine:SourcePorts is {ports}, which overlaps the kernel's own net.ipv4.ip_local_port_range {kernelRange}; choose ports outside of it.");
        }

        Require(options.PacketsPerSecondPerTarget, 25, 1_000_000, "Engine:PacketsPerSecondPerTarget");
        Require(options.PacketsPerSecond, 50, 10_000_000, "Engine:PacketsPerSecond");
        Require(options.CaptureBufferBytes, 1 << 18, 1 << 30, "Engine:CaptureBufferBytes");
        return errors.Count == 0 ? ports : throw EngineStartException.BadOption(string.Join(" ", errors));

        void Require(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed is {least} to {most}."));
            }
        }
    }

    private static PortRange? KernelRange() =>
        File.Exists(LocalPortRangeFile)
        && PortRange.TryParse(File.ReadAllText(LocalPortRangeFile).Trim().Replace('\t', '-'), out var range)
            ? range
            : null;
}
