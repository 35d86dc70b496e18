using PortScanner.Web.Features.Tester;
using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;

namespace PortScanner.Web.Tests.Features.Tester;

public sealed class ProcessRoleTests
{
    [Fact]
    public void Each_name_is_a_role_and_none_is_all_of_them()
    {
        Assert.Equal(ProcessRole.All, ProcessRoles.Of(new SiteOptions().Role));
        Assert.Equal(Enum.GetValues<ProcessRole>(), ProcessRoles.Names.Select(ProcessRoles.Of));
    }

    [Theory]
    [InlineData("both")]
    [InlineData("Tester")]
    [InlineData("")]
    [InlineData("1")]
    public void Other_names_are_refused_with_those_that_are_allowed(string name) =>
        Assert.Equal($"Role is \"{name}\"; allowed is all, web, tester.", Assert.Throws<ConfigurationException>(() => ProcessRoles.Of(name)).Message);
}
