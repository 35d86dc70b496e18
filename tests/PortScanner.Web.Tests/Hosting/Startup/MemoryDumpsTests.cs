using PortScanner.Web.Hosting.Startup;

namespace PortScanner.Web.Tests.Hosting.Startup;

/// <summary>Which variables have the runtime write its memory to a file; that the program then does not start is tested in <see cref="RefusedStartTests"/>.</summary>
public sealed class MemoryDumpsTests
{
    [Theory]
    [InlineData("DOTNET_DbgEnableMiniDump", "1", true)]
    [InlineData("COMPlus_DbgEnableMiniDump", "1", true)]
    [InlineData("dotnet_dbgenableminidump", "1", true)]
    [InlineData("DOTNET_DbgEnableMiniDump", "0x1", true)]
    [InlineData("DOTNET_DbgEnableMiniDump", "0", false)]
    [InlineData("DOTNET_DbgEnableMiniDump", "", false)]
    [InlineData("DOTNET_DbgMiniDumpType", "1", false)]
    public void Variable_that_switches_dumps_on_is_named(string name, string value, bool isOn)
    {
        var errors = MemoryDumps.ErrorsOf([(name, value), ("PATH", "/bin")]);
        Assert.Equal(isOn ? [name] : [], errors.Select(error => error.Split(' ')[0]));
    }
}
