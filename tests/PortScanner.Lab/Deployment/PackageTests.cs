using PortScanner.Lab.Fixtures;
using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>The Debian package, from its building to its purge.</summary>
[Collection(nameof(PackageLab))]
public sealed class PackageTests(PackageLab lab)
{
    private const string Configuration = "/etc/portscanner/appsettings.json";
    private const string WebUser = "portscanner-web";
    private const string Health = "http://127.0.0.1:8080/healthz";
    private const int DynamicUser = 64201;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public void Package_is_the_same_to_the_byte_when_it_is_built_again()
    {
        Require();
        Assert.Equal(File.ReadAllBytes(lab.First), File.ReadAllBytes(lab.Build("again")));
    }

    [Fact]
    public void Lintian_finds_nothing()
    {
        Require();
        var found = Command.Run("lintian", ["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", lab.First]);
        Assert.True(found.ExitCode == 0, found.Output + found.Errors);
    }

    [Fact]
    public async Task Package_installs_runs_upgrades_and_leaves_nothing_behind()
    {
        Require();
        Install();
        Assert.Equal("/usr/lib/portscanner/PortScanner.Web", lab.Root.Run("realpath", "/usr/bin/portscanner").Succeeded().Output.Trim());
        Assert.Contains("PORTSCANNER(8)", lab.Root.Run("sh", "-c", "MANPAGER=cat man -P cat portscanner | col -b || zcat /usr/share/man/man8/portscanner.8.gz | sed -n 's/^.TH \\([A-Z]*\\) \\([0-9]\\).*/\\1(\\2)/p'").Output, StringComparison.Ordinal);
        Verify();
        await RunSingle();
        await RunBoth();

        // What the operator wrote stays, whatever comes.
        lab.Root.Run("sed", "-i", "s/\"Urls\"/\"Operator\": {},\\n  \"Urls\"/", Configuration).Succeeded();
        lab.Root.Run("sh", "-c", "echo PORTSCANNER_Forwarding__Secret=x >>/etc/portscanner/environment").Succeeded();
        lab.Root.Run("dpkg", "--install", lab.Root.Bring(lab.Next())).Succeeded();
        Assert.Contains("Operator", lab.Root.Run("cat", Configuration).Succeeded().Output, StringComparison.Ordinal);

        lab.Root.Run("dpkg", "--remove", "portscanner").Succeeded();
        Assert.False(lab.Root.Has("/usr/lib/portscanner"));
        Assert.True(lab.Root.Has(Configuration));

        lab.Root.Run("dpkg", "--purge", "portscanner").Succeeded();
        Assert.All(
            ["/etc/portscanner", "/usr/lib/portscanner", "/usr/bin/portscanner", "/lib/systemd/system/portscanner.service", "/etc/systemd/system/multi-user.target.wants/portscanner.service"],
            path => Assert.False(lab.Root.Has(path), path));
        Assert.NotEqual(0, lab.Root.Run("getent", "passwd", WebUser).ExitCode);
    }

    private void Require() => Assert.SkipWhen(lab.WhyNot is not null, lab.WhyNot ?? "");

    private void Install()
    {
        if (lab.Root.Run("dpkg-query", "-W", "aspnetcore-runtime-10.0").ExitCode != 0)
        {
            lab.Root.Run("dpkg", "--install", lab.Root.Bring(lab.StandInForTheRuntime())).Succeeded();
        }

        lab.Root.Run("dpkg", "--install", lab.Root.Bring(lab.First)).Succeeded();
        Assert.Equal("install ok installed", lab.Root.Run("dpkg-query", "-W", "-f", "${Status}", "portscanner").Succeeded().Output.Trim());
        lab.Root.Run("getent", "passwd", WebUser).Succeeded();
    }

    private void Verify()
    {
        var told = lab.Root.Run(["systemd-analyze", "verify", "--man=no", .. UnitFile.All.Select(unit => $"/lib/systemd/system/{unit.Name}")]);
        Assert.DoesNotContain("portscanner", told.Errors, StringComparison.Ordinal);
        Assert.Equal(0, told.ExitCode);
    }

    private async Task RunSingle()
    {
        using var process = lab.Root.Start(new UnitFile("portscanner.service").Run(DynamicUser));
        await Ready(process);
        Assert.True(process.Terminate(TimeSpan.FromSeconds(15)), "It ends within its unit's TimeoutStopSec.");
    }

    private async Task RunBoth()
    {
        var tester = new UnitFile("portscanner-tester.service");
        var folder = $"/run/{tester["RuntimeDirectory"].Single()}";
        lab.Root.Run("install", "-d", "-m", tester["RuntimeDirectoryMode"].Single(), "-o", $"{DynamicUser}", "-g", tester["Group"].Single(), folder).Succeeded();
        using var sender = lab.Root.Start(tester.Run(DynamicUser));
        using var face = lab.Root.Start(new UnitFile("portscanner-web.service").Run(0));
        await Ready(face);
    }

    private async Task Ready(Command process) => await Eventually.Holds(
        () =>
        {
            Assert.False(process.HasExited, process.Written);
            return lab.Root.Run("curl", "-sf", Health).Output.Trim() == "ready";
        },
        "the installed program was ready",
        Timeout);
}
