namespace PortScanner.Engine.Tests;

public sealed class EngineOptionsValidationTests
{
    [Fact]
    public void Defaults_are_right() =>
        Assert.Equal(new PortRange(61000, 65535), EngineOptionsValidation.SourcePortsOf(new ScanEngineOptions()));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var error = Assert.Throws<EngineStartException>(() => EngineOptionsValidation.SourcePortsOf(new ScanEngineOptions
        {
            SourcePorts = "65535-61000",
            PacketsPerSecond = 0,
            PacketsPerSecondPerTarget = 24,
            CaptureBufferBytes = int.MaxValue,
        }));
        Assert.Equal(EngineStartError.BadOption, error.Error);
        foreach (var name in new[] { "SourcePorts", "PacketsPerSecond", "PacketsPerSecondPerTarget", "CaptureBufferBytes" })
        {
            Assert.Contains($"Engine:{name} is", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Range_that_overlaps_the_kernels_own_is_refused_and_names_it()
    {
        var kernel = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Trim().Replace('\t', '-');
        Assert.True(PortRange.TryParse(kernel, out var range));
        var error = Assert.Throws<EngineStartException>(
            () => EngineOptionsValidation.SourcePortsOf(new ScanEngineOptions { SourcePorts = $"{range.Last - 3}-{range.Last}" }));
        Assert.Contains(kernel, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("61000")]
    [InlineData("61000-61002")]
    [InlineData("61000-65536")]
    [InlineData("+61000-65535")]
    [InlineData("61000-62000-63000")]
    public void Text_that_is_no_range_of_a_block_is_refused(string text) =>
        Assert.Throws<EngineStartException>(() => EngineOptionsValidation.SourcePortsOf(new ScanEngineOptions { SourcePorts = text }));
}
