using PortScanner.Core.Ports;
using PortScanner.Engine.Options;

namespace PortScanner.Engine.Tests.Options;

public sealed class KernelPortsTests
{
    [Theory]
    [InlineData("32768\t60999\n", "\n", "61000-65535", null)]
    [InlineData("32768\t60999\n", "\n", "60998-65535", "60998-60999")]
    [InlineData("1024\t65535\n", "61000-65535\n", "61000-65535", null)]
    [InlineData("1024\t65535\n", "8080,61000-65534\n", "61000-65535", "65535-65535")]
    [InlineData("1024\t65535\n", "61000,61002-65535\n", "61000-65535", "61001-61001")]
    [InlineData("1024\t65535\n", "8080,61000-63000,63001-65535\n", "61000-65535", null)]
    [InlineData("1024\t65535\n", "", "61000-65535", "61000-65535")]
    [InlineData("", "", "61000-65535", null)]
    public void Kernel_shares_what_it_hands_out_and_does_not_reserve(string range, string reserved, string ports, string? shared)
    {
        Assert.True(PortRange.TryParse(ports, out var asked));

        Assert.Equal(shared, KernelPorts.Parse(range, reserved).Shared(asked)?.ToString());
    }
}
