using Microsoft.Extensions.Configuration;

using PortScanner.Web.Features.Startup;
using PortScanner.Web.Features.Tester;

namespace PortScanner.Web.Tests.Tester;

public sealed class ProcessRoleTests
{
    [Fact]
    public void Each_name_is_a_role_and_none_is_all_of_them()
    {
        Assert.Equal(ProcessRole.All, Of(null));
        Assert.Equal(Enum.GetValues<ProcessRole>(), ProcessRoles.Names.Select(Of));
    }

    [Theory]
    [InlineData("both")]
    [InlineData("Tester")]
    [InlineData("")]
    [InlineData("1")]
    public void Other_names_are_refused_with_those_that_are_allowed(string name) =>
        Assert.Equal($"Role is \"{name}\"; allowed is all, web, tester.", Assert.Throws<ConfigurationException>(() => Of(name)).Message);

    private static ProcessRole Of(string? name) =>
        ProcessRoles.Of(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(ProcessRoles.Setting, name)]).Build());
}
