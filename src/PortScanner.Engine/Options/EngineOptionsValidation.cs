using System.Globalization;
using System.Net;
using System.Net.Sockets;

using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Schedule;
using PortScanner.Engine.Sending;

namespace PortScanner.Engine.Options;

/// <summary>Checks <see cref="ScanEngineOptions"/> against their ranges and the machine.</summary>
internal static class EngineOptionsValidation
{
    /// <summary>Where probes leave from, once all options were found right.</summary>
    /// <exception cref="EngineStartException">Names the options that are wrong, all of them, and what is allowed.</exception>
    public static ProbeOrigins Read(ScanEngineOptions options)
    {
        var errors = new List<string>();
        var origins = Judge(options, errors, onThisMachine: true);
        return errors.Count == 0 ? origins : throw EngineStartException.BadOption(string.Join(" ", errors));
    }

    /// <summary>Judges the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="errors">Where a sentence is added for each that is wrong.</param>
    /// <param name="onThisMachine">Whether they must fit this machine too.</param>
    public static ProbeOrigins Judge(ScanEngineOptions options, List<string> errors, bool onThisMachine)
    {
        var addresses = SourceAddresses(options.SourceAddresses, errors, onThisMachine);
        var prefix = SourcePrefix.Read(options.SourcePrefix, errors);
        if (onThisMachine && prefix?.IsLocal() == false)
        {
            errors.Add($"Engine:SourcePrefix is {prefix.Network}, but this machine does not take packets to its addresses as its own. As root: ip -6 route add local {prefix.Network} dev lo");
        }

        if (!PortRange.TryParse(options.SourcePorts, out var ports) || ports.Count < SourcePorts.BlockSize)
        {
            errors.Add($"Engine:SourcePorts is \"{options.SourcePorts}\"; allowed is a range \"first-last\" of at least {SourcePorts.BlockSize} ports.");
        }
        else if (onThisMachine && KernelPorts.Read().Shared(ports) is { } shared)
        {
            errors.Add($"Engine:SourcePorts is {ports}, of which the kernel gives {shared} to other programs (net.ipv4.ip_local_port_range); choose ports outside of that range, or keep them: sysctl net.ipv4.ip_local_reserved_ports={ports}");
        }

        if (options.Seed is < 0 or > ScanSeed.Largest)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Engine:Seed is {options.Seed}; allowed is nothing, or a number from 0 to {ScanSeed.Largest}."));
        }

        PayloadFileReader.Read(options.PayloadFile, errors);
        var probeUri = ProbeUri.Read(options.ProbeDescription, errors);
        Require(options.PacketsPerSecondPerTarget, 25, 1_000_000, "Engine:PacketsPerSecondPerTarget");
        Require(options.PacketsPerSecond, 50, 10_000_000, "Engine:PacketsPerSecond");
        Require(options.HopLimit, ScanEngineOptions.LeastHopLimit, byte.MaxValue, "Engine:HopLimit");
        Require(options.MaximumProbes, 1, 1_000_000_000, "Engine:MaximumProbes");
        Require(options.CaptureBufferBytes, 1 << 18, 1 << 30, "Engine:CaptureBufferBytes");
        return new ProbeOrigins(ports, addresses, prefix, probeUri, (byte)options.HopLimit);

        void Require(int value, int least, int most, string name)
        {
            if (value < least || value > most)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; allowed is {least} to {most}."));
            }
        }
    }

    private static ILookup<AddressFamily, IPAddress> SourceAddresses(IReadOnlyList<string> texts, List<string> errors, bool onThisMachine)
    {
        List<IPAddress> addresses = [];
        foreach (var text in texts)
        {
            if (!IPAddress.TryParse(text, out var address) || address.ToString() != text || (onThisMachine && !IsOwn(address)))
            {
                errors.Add($"Engine:SourceAddresses has \"{text}\"; allowed are addresses of this machine, as \"ip address\" shows them; not loopback or link-local ones, from which no visitor can be reached.");
            }
            else if (addresses.Contains(address))
            {
                errors.Add($"Engine:SourceAddresses has \"{text}\" twice; allowed is each address once.");
            }
            else
            {
                addresses.Add(address);
            }
        }

        foreach (var family in addresses.GroupBy(address => address.AddressFamily).Where(family => family.Count() > ScanEngineOptions.MostSourceAddresses))
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"Engine:SourceAddresses has {family.Count()} addresses of one family; allowed are {ScanEngineOptions.MostSourceAddresses} of each."));
        }

        return addresses.ToLookup(address => address.AddressFamily);
    }

    // Asked of the interfaces: bind() also takes multicast addresses, and with net.ipv4.ip_nonlocal_bind everybody's.
    private static bool IsOwn(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && !address.IsIPv6LinkLocal
        && OwnAddresses.Read().Contains(address);
}
