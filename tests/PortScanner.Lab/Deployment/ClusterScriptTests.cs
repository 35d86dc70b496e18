using PortScanner.Lab.Network;
using PortScanner.Lab.Program;

namespace PortScanner.Lab.Deployment;

/// <summary>What <c>deploy/cluster.sh</c> prints works as it stands there, and nothing is left of it.</summary>
public sealed class ClusterScriptTests
{
    private static readonly string[] Parts = ["broker", "proxy", "t1", "t2", "t3", "w1", "w2"];

    [Fact]
    public async Task Line_that_is_printed_tests_this_machine_and_the_end_takes_all_of_it_away()
    {
        Assert.SkipWhen(
            LabRequirements.WhyNot is not null || LabRequirements.WhyNotWith("nats-server", "nginx", "openssl") is not null,
            LabRequirements.WhyNot ?? LabRequirements.WhyNotWith("nats-server", "nginx", "openssl") ?? "");
        using var cluster = await DemonstrationCluster.StartAsync();
        Assert.True(cluster.Line.Length > 0, cluster.Written);

        var report = cluster.Run(cluster.Line);

        Assert.Contains("Tested from    198.18.15.2", report, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ports: open=0 .* unknown=0$", report);
        var folder = cluster.Folder;
        Assert.Equal(Parts, Directory.EnumerateFiles(folder, "*.log").Select(Path.GetFileNameWithoutExtension).Except(["nginx"], StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(folder, "*.log"), log => Assert.DoesNotMatch(@"198\.18\.15\.1\b", File.ReadAllText(log)));
        Assert.Contains("psc-t1", cluster.Run("ip netns list"), StringComparison.Ordinal);

        Assert.True(cluster.Stop(), cluster.Written);

        Assert.False(Directory.Exists(folder));

        // Those of other tests, which run beside this one, have a number in it.
        Assert.DoesNotMatch(@"\bpsc(0|-(hub|web|t\d))\b", cluster.Run("ip netns list; ip -brief link"));
    }
}
