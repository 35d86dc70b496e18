using PortScanner.Web.Hosting.Machine;

namespace PortScanner.Web.Tests.Hosting.Machine;

public sealed class GuidesTests : IDisposable
{
    private readonly string _usr = Directory.CreateTempSubdirectory("portscanner-usr-").FullName;

    public void Dispose() => Directory.Delete(_usr, recursive: true);

    [Theory]
    [InlineData("configuration.md")]
    [InlineData("operations/proxies.md#who-is-still-there")]
    [InlineData("troubleshooting")]
    public void Guide_is_where_the_package_put_it_and_in_the_repository_otherwise(string guide)
    {
        var program = Directory.CreateDirectory(Path.Combine(_usr, "lib/portscanner")).FullName;
        Assert.Equal($"docs/{guide}", Guides.At(guide, program));

        var packaged = Path.Combine(_usr, "share/doc/portscanner");
        Directory.CreateDirectory(Path.Combine(packaged, "operations"));
        Directory.CreateDirectory(Path.Combine(packaged, "troubleshooting"));
        File.WriteAllText(Path.Combine(packaged, "configuration.md"), "");
        File.WriteAllText(Path.Combine(packaged, "operations/proxies.md"), "");
        Assert.Equal(Path.Combine(packaged, guide), Guides.At(guide, program));
    }
}
