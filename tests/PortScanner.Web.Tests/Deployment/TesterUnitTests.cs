using PortScanner.Web.Hosting.Configuration;
using PortScanner.Web.Settings;
using PortScanner.Web.Tests.Program;

namespace PortScanner.Web.Tests.Deployment;

/// <summary>The tester's unit reads the file of the environment, and takes the front end's secrets out of it again.</summary>
public sealed class TesterUnitTests
{
    private static readonly string[] Unit = Repository.Read("deploy/systemd/portscanner-tester.service").Split('\n');

    [Fact]
    public void Tester_hears_of_each_setting_of_the_file_but_of_no_secret_that_has_a_name()
    {
        Assert.Contains("EnvironmentFile=-/etc/portscanner/environment", Unit);

        // systemd takes no patterns, so a part that the operator names cannot stand there.
        var secrets = SettingsSchema.Of(typeof(SiteOptions)).Where(setting => setting.IsSecret && !setting.Path.Contains(SettingsSchema.Anything, StringComparison.Ordinal))
            .Select(setting => SettingPlace.Environment.Spell(setting.Path));
        var unset = Assert.Single(Unit, line => line.StartsWith("UnsetEnvironment=", StringComparison.Ordinal))["UnsetEnvironment=".Length..].Split(' ');
        Assert.Equal(secrets.Order(StringComparer.Ordinal), unset.Order(StringComparer.Ordinal));
    }
}
