using System.Net;
using System.Net.NetworkInformation;

using PortScanner.Core.Ports;
using PortScanner.Engine.Contract;
using PortScanner.Engine.Identity;
using PortScanner.Engine.Options;

namespace PortScanner.Engine.Tests.Options;

public sealed class EngineOptionsValidationTests
{
    [Fact]
    public void Defaults_are_right() =>
        Assert.Equal(new PortRange(61000, 65535), EngineOptionsValidation.Read(new ScanEngineOptions()).Ports);

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var error = Assert.Throws<EngineStartException>(() => EngineOptionsValidation.Read(new ScanEngineOptions
        {
            SourcePorts = "65535-61000",
            PacketsPerSecond = 0,
            MaximumProbes = 0,
            PacketsPerSecondPerTarget = 24,
            CaptureBufferBytes = int.MaxValue,
            Seed = -1,
        }));
        Assert.Equal(EngineStartError.BadOption, error.Error);
        foreach (var name in new[] { "SourcePorts", "PacketsPerSecond", "PacketsPerSecondPerTarget", "MaximumProbes", "CaptureBufferBytes", "Seed" })
        {
            Assert.Contains($"Engine:{name} is", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Range_that_overlaps_the_kernels_own_is_refused_and_names_what_it_shares()
    {
        var kernel = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Trim().Replace('\t', '-');
        Assert.True(PortRange.TryParse(kernel, out var range));
        var error = Assert.Throws<EngineStartException>(
            () => EngineOptionsValidation.Read(new ScanEngineOptions { SourcePorts = $"{range.Last - 3}-{range.Last + 1}" }));
        Assert.Contains($"gives {range.Last - 3}-{range.Last} to other programs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_addresses_of_this_machine_are_taken_by_family()
    {
        var own = OwnAddress();

        var addresses = EngineOptionsValidation.Read(new ScanEngineOptions { SourceAddresses = [own.ToString()] }).Addresses;

        Assert.Equal([own], addresses[own.AddressFamily]);
    }

    [Theory]
    [InlineData("203.0.113.77")]
    [InlineData("2001:db8::77")]
    [InlineData("127.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("255.255.255.255")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Source_address_that_is_not_this_machines_or_reaches_nobody_is_refused(string text)
    {
        var error = Assert.Throws<EngineStartException>(
            () => EngineOptionsValidation.Read(new ScanEngineOptions { SourceAddresses = [text] }));

        Assert.Contains($"Engine:SourceAddresses has \"{text}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_address_that_is_there_twice_is_refused()
    {
        var own = OwnAddress().ToString();
        var error = Assert.Throws<EngineStartException>(
            () => EngineOptionsValidation.Read(new ScanEngineOptions { SourceAddresses = [own, own] }));

        Assert.Contains("each address once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seventeen_source_addresses_of_a_family_are_refused()
    {
        var options = new ScanEngineOptions { SourceAddresses = [.. Enumerable.Range(1, 17).Select(number => $"192.0.2.{number}"), "2001:db8::1"] };
        Assert.Equal(["Engine:SourceAddresses has 17 addresses of one family; allowed are 16 of each."], options.WrongValues());
    }

    [Theory]
    [InlineData("")]
    [InlineData("61000")]
    [InlineData("61000-61002")]
    [InlineData("61000-65536")]
    [InlineData("+61000-65535")]
    [InlineData("61000-62000-63000")]
    public void Text_that_is_no_range_of_a_block_is_refused(string text) =>
        Assert.Throws<EngineStartException>(() => EngineOptionsValidation.Read(new ScanEngineOptions { SourcePorts = text }));

    private static IPAddress OwnAddress()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(face => face.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal);
        Assert.SkipWhen(own is null, "this machine has no address besides loopback");
        return own!;
    }
}
